package io.midwatch.storage.contract.query;

import java.util.List;

/**
 * What do the selected rows have in common that the others have not?
 *
 * @param selection rows to explain, for example the failing ones
 * @param baseline rows to compare with; a row in both counts in both
 * @param fields fields to look at; an empty list looks at every attribute seen in the selection
 * @param topValues differences in the answer
 */
public record CompareQuery(
    QueryScope scope,
    TimeRange range,
    Filter selection,
    Filter baseline,
    List<Field> fields,
    int topValues,
    QueryLimits limits) {
  public CompareQuery {
    fields = List.copyOf(fields);
    if (topValues < 1 || topValues > 1_000) {
      throw new IllegalArgumentException("topValues must be 1 to 1000: " + topValues);
    }
  }

  /** The same question of other rows. */
  public CompareQuery filtered(Filter selected, Filter compared) {
    return new CompareQuery(scope, range, selected, compared, fields, topValues, limits);
  }

  public CompareQuery limited(QueryLimits cost) {
    return new CompareQuery(scope, range, selection, baseline, fields, topValues, cost);
  }
}
