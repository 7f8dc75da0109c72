package io.midwatch.storage.contract.query;

import io.midwatch.model.AttributeValue;
import java.util.List;

/**
 * Differences, the largest first: by the absolute difference of shares, ties by field then value.
 * Values with equal shares on both sides are left out.
 *
 * @param selectionRows rows of the selection
 * @param baselineRows rows of the baseline
 */
public record CompareAnswer(
    List<Difference> differences,
    long selectionRows,
    long baselineRows,
    Completeness completeness) {
  public CompareAnswer {
    differences = List.copyOf(differences);
  }

  /** One value of one field: rows that have it on both sides; EMPTY stands for rows without it. */
  public record Difference(
      Field field, AttributeValue value, long selectionCount, long baselineCount) {}

  /** Share of a difference's value in the selection minus its share in the baseline, -1 to 1. */
  public double shareDifference(Difference difference) {
    return share(difference.selectionCount(), selectionRows)
        - share(difference.baselineCount(), baselineRows);
  }

  private static double share(long count, long rows) {
    return rows == 0 ? 0 : (double) count / rows;
  }
}
