package io.midwatch.query.errors;

import io.midwatch.query.window.Listed;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.rollup.ErrorTables;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.rollup.RollupRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Takes one bug apart. */
final class ErrorPartsReader {
  private final RollupReader rollups;

  ErrorPartsReader(RollupReader rollups) {
    this.rollups = rollups;
  }

  ErrorParts parts(ErrorQuestion question) {
    boolean byTenant = question.window().tenant() != null;
    Listed<ErrorPart> endpoints =
        byTenant
            ? new Listed<>(List.of(), Completeness.exact(0))
            : parts(question.rollup("endpoint"));
    Listed<ErrorPart> services = parts(question.rollup("service"));
    Listed<ErrorPart> versions = parts(question.rollup("version"));
    Listed<ErrorPart> tenants = parts(question.rollup(ErrorTables.ERROR_TENANTS, "tenant"));
    return new ErrorParts(
        endpoints.rows(),
        services.rows(),
        versions.rows(),
        tenants.rows().stream().limit(ErrorParts.MOST_TENANTS).toList(),
        Stream.of(services, versions, tenants)
            .map(Listed::completeness)
            .reduce(endpoints.completeness(), Completeness::and));
  }

  private Listed<ErrorPart> parts(RollupQuery query) {
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
    return new Listed<>(parts, ErrorsService.exact(answer.completeness()));
  }
}
