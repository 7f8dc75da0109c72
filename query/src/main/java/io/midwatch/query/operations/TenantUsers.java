package io.midwatch.query.operations;

import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.query.requests.RequestStatistics;
import io.midwatch.query.requests.SpanRequests;
import io.midwatch.query.window.Listed;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.AggregateAnswer;
import io.midwatch.storage.contract.query.AggregateQuery;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.GroupBy;
import io.midwatch.storage.contract.query.Metric;
import io.midwatch.storage.contract.read.SpanReader;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Who of a tenant is struck, read from its spans. Thread-safe. */
public final class TenantUsers {
  /** Users told apart; those with the most failed requests. */
  private static final int MOST = 1000;

  private static final Comparator<Row> ORDER =
      Comparator.comparingLong((Row row) -> -row.failed())
          .thenComparing(row -> -row.requests())
          .thenComparing(Row::user);

  private final SpanReader spans;
  private final RequestStatistics requests;

  public TenantUsers(SpanReader spans, RequestStatistics requests) {
    this.spans = spans;
    this.requests = requests;
  }

  /**
   * One user.
   *
   * @param user as it was sent; empty for requests that name none
   * @param p95Nanos 95th percentile of what the requests took
   */
  public record Row(String user, long requests, long failed, double p95Nanos) {}

  /**
   * The users whose requests name them, those with the most failed requests first, then the
   * busiest.
   *
   * @param window narrowed to the tenant
   */
  public Listed<Row> of(Window window) {
    AggregateAnswer answer =
        spans.aggregateSpans(
            AggregateQuery.of(
                    window.range(),
                    window.spanFilter(SpanRequests.requests()),
                    List.of(GroupBy.terms(Field.of(CanonicalField.USER))),
                    List.of(
                        new Metric.Count("requests"),
                        new Metric.CountIf(
                            "failed", Filter.eq(Field.of(CanonicalField.FAILED), true)),
                        new Metric.Percentile("p95", Field.of(CanonicalField.DURATION), 0.95)))
                .top(MOST, "failed"));
    Completeness completeness = answer.completeness().and(requests.countedOnce(window));
    return new Listed<>(
        answer.groups().stream().map(TenantUsers::row).sorted(ORDER).toList(),
        answer.otherGroups() == 0 ? completeness : completeness.and(cut(answer.otherGroups())));
  }

  private static Row row(AggregateAnswer.Group group) {
    return new Row(
        group.key().getFirst().text(),
        group.count("requests"),
        group.count("failed"),
        group.value("p95").orElse(Double.NaN));
  }

  private static Completeness cut(long others) {
    return Completeness.lowerBound(
        List.of(
            String.format(
                Locale.ROOT,
                "%,d more users made requests; listed are those with the most failed ones.",
                others)));
  }
}
