package io.midwatch.query.errors;

import io.midwatch.storage.contract.rollup.ErrorTables;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.rollup.RollupRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Takes one bug apart. */
final class ErrorPartsReader {
  private final RollupReader rollups;

  ErrorPartsReader(RollupReader rollups) {
    this.rollups = rollups;
  }

  ErrorParts parts(ErrorQuestion question) {
    boolean byTenant = question.window().tenant() != null;
    return new ErrorParts(
        byTenant ? List.of() : parts(question.rollup("endpoint")),
        parts(question.rollup("service")),
        parts(question.rollup("version")),
        parts(question.rollup(ErrorTables.ERROR_TENANTS, "tenant")).stream()
            .limit(ErrorParts.MOST_TENANTS)
            .toList());
  }

  private List<ErrorPart> parts(RollupQuery query) {
    RollupAnswer answer = rollups.readRollup(query);
    List<ErrorPart> parts = new ArrayList<>();
    for (RollupRow row : answer.rows()) {
      long count = answer.count(row, "count");
      if (count > 0 && !row.overflow()) {
        SeenTimes seen = new SeenTimes();
        seen.add(answer.histogram(row, "seen"));
        parts.add(
            new ErrorPart(
                row.text(0),
                count,
                seen.firstUnixNano(),
                seen.lastUnixNano(),
                answer.distinct(row, "users")));
      }
    }
    parts.sort(
        Comparator.comparingLong((ErrorPart part) -> -part.count()).thenComparing(ErrorPart::name));
    return parts;
  }
}
