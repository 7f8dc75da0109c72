package io.midwatch.query.ingest;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.query.requests.SpanRequests;
import io.midwatch.query.window.Listed;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.AggregateAnswer;
import io.midwatch.storage.contract.query.AggregateAnswer.Group;
import io.midwatch.storage.contract.query.AggregateQuery;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.GroupBy;
import io.midwatch.storage.contract.query.Metric;
import io.midwatch.storage.contract.read.LogReader;
import io.midwatch.storage.contract.read.SpanReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who sends, and whether their telemetry says what the pages need. Thread-safe. */
public final class SendersService {
  private static final int MOST = 500;

  private final SpanReader spans;
  private final LogReader logs;

  public SendersService(SpanReader spans, LogReader logs) {
    this.spans = spans;
    this.logs = logs;
  }

  /** Services of the window, at most {@value #MOST}; the most spans first, then the most lines. */
  public Listed<SenderRow> senders(Window window) {
    AggregateAnswer sent =
        spans.aggregateSpans(
            question(
                window,
                new Metric.CountIf("versioned", says(CanonicalField.VERSION)),
                new Metric.CountIf("environed", says(CanonicalField.ENVIRONMENT)),
                new Metric.CountIf("requests", SpanRequests.requests()),
                new Metric.CountIf(
                    "tenanted", Filter.and(SpanRequests.requests(), says(CanonicalField.TENANT)))));
    AggregateAnswer logged = logs.aggregateLogs(question(window));
    Map<String, Long> lines = new TreeMap<>();
    logged.groups().forEach(group -> lines.put(service(group), group.count("items")));
    List<SenderRow> rows = new ArrayList<>();
    for (Group group : sent.groups()) {
      Long ofLogs = lines.remove(service(group));
      rows.add(
          new SenderRow(
              service(group),
              group.count("items"),
              ofLogs == null ? 0 : ofLogs,
              group.count("versioned"),
              group.count("environed"),
              group.count("requests"),
              group.count("tenanted")));
    }
    lines.forEach((service, count) -> rows.add(new SenderRow(service, 0, count, 0, 0, 0, 0)));
    rows.sort(
        Comparator.comparingLong((SenderRow row) -> -row.spans())
            .thenComparing(row -> -row.logs())
            .thenComparing(SenderRow::service));
    return new Listed<>(rows, sent.completeness().and(logged.completeness()));
  }

  private static AggregateQuery question(Window window, Metric... more) {
    List<Metric> metrics = new ArrayList<>();
    metrics.add(new Metric.Count("items"));
    metrics.addAll(List.of(more));
    return AggregateQuery.of(
            window.range(),
            window.itemFilter(),
            List.of(GroupBy.terms(Field.of(CanonicalField.SERVICE))),
            metrics)
        .top(MOST, "items");
  }

  private static Filter says(CanonicalField field) {
    return new Filter.Exists(Field.of(field));
  }

  private static String service(Group group) {
    return group.key().stream().findFirst().map(AttributeValue::text).orElse("");
  }
}
