package io.midwatch.query.overview;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.query.overview.Affected.Whom;
import io.midwatch.query.requests.RequestStatistics.By;
import io.midwatch.query.requests.RequestStatistics.Only;
import io.midwatch.query.requests.SpanRequests;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.AggregateAnswer;
import io.midwatch.storage.contract.query.AggregateAnswer.Group;
import io.midwatch.storage.contract.query.AggregateQuery;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.GroupBy;
import io.midwatch.storage.contract.query.Metric;
import io.midwatch.storage.contract.read.SpanReader;
import io.midwatch.storage.contract.rollup.ErrorTables;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.rollup.RollupRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts whom failing endpoints hurt: from the rollup of failures, whatever the length of the
 * window; for one tenant, whom it does not split endpoints by, from that tenant's failed requests.
 */
final class AffectedReader {
  private static final Field SERVICE = Field.of(CanonicalField.SERVICE);
  private static final Field ENDPOINT = Field.of(CanonicalField.ENDPOINT);

  private final RollupReader rollups;
  private final SpanReader spans;

  AffectedReader(RollupReader rollups, SpanReader spans) {
    this.rollups = rollups;
    this.spans = spans;
  }

  Affected affected(Window window, List<Only> only) {
    return window.tenant() == null ? byRollup(window, only) : bySpans(window, only);
  }

  private Affected byRollup(Window window, List<Only> only) {
    Filter[] chosen = only.stream().map(Only::onDimension).toArray(Filter[]::new);
    RollupAnswer answer =
        rollups.readRollup(
            window
                .rollup(ErrorTables.ERRORS.name(), By.SERVICE.dimension(), By.ENDPOINT.dimension())
                .where(window.dimensionFilter(chosen)));
    Map<Affected.Place, Whom> byEndpoint = new HashMap<>();
    for (RollupRow row : answer.rows()) {
      if (!row.overflow()) {
        byEndpoint.put(
            new Affected.Place(row.text(0), row.text(1)),
            new Whom(answer.distinct(row, "tenants"), answer.distinct(row, "users")));
      }
    }
    return new Affected(byEndpoint, answer.completeness());
  }

  private Affected bySpans(Window window, List<Only> only) {
    Filter failed =
        window.spanFilter(
            SpanRequests.requests(),
            new Filter.And(only.stream().map(Only::onSpan).toList()),
            Filter.eq(Field.of(CanonicalField.FAILED), true));
    AggregateAnswer answer =
        spans.aggregateSpans(
            AggregateQuery.of(
                window.range(),
                failed,
                List.of(GroupBy.terms(SERVICE), GroupBy.terms(ENDPOINT)),
                List.of(new Metric.Distinct("users", Field.of(CanonicalField.USER)))));
    Map<Affected.Place, Whom> byEndpoint = new HashMap<>();
    for (Group group : answer.groups()) {
      List<String> key = group.key().stream().map(AttributeValue::text).toList();
      byEndpoint.put(new Affected.Place(key.get(0), key.get(1)), new Whom(1, group.count("users")));
    }
    return new Affected(byEndpoint, answer.completeness());
  }
}
