package io.midwatch.query.traces;

import io.midwatch.model.TraceId;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.query.TraceAnswer;
import io.midwatch.storage.contract.query.TraceQuery;
import io.midwatch.storage.contract.query.TraceQuery.Order;
import io.midwatch.storage.contract.query.TraceSummary;
import io.midwatch.storage.contract.read.SpanReader;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a trace can be held against: one of the same endpoint as it usually is. Thread-safe.
 */
public final class UsualTraces {
  private static final int LOOKED_AT = 100;
  private static final long AROUND_NANOS = 3_600_000_000_000L;

  private final SpanReader spans;
  private final CanonicalReader reader;

  public UsualTraces(SpanReader spans, CanonicalReader reader) {
    this.spans = spans;
    this.reader = reader;
  }

  /**
   * The usual one of traces.
   *
   * @param traceId null when there is none to choose from
   * @param among traces without an error it was chosen from, by the duration nearest the middle
   * @param range where they were looked for
   */
  public record Usual(
      @Nullable TraceId traceId, int among, TimeRange range, Completeness completeness) {}

  /**
   * Of the newest 100 traces in which the first span's endpoint answered without failing, from an
   * hour before to an hour after, the one whose duration is nearest the median; those with any
   * failed span do not count while there are others.
   */
  public Usual of(Trace trace) {
    long start = Math.clamp(trace.startTimeUnixNano(), AROUND_NANOS, Long.MAX_VALUE - AROUND_NANOS);
    TimeRange around = new TimeRange(start - AROUND_NANOS, start + AROUND_NANOS);
    TraceAnswer found =
        spans.searchTraces(
            new TraceQuery(
                QueryScope.ALL,
                around,
                List.of(well(trace.first())),
                null,
                null,
                Order.NEWEST_FIRST,
                null,
                LOOKED_AT,
                QueryLimits.DEFAULT));
    List<TraceSummary> others =
        found.traces().stream().filter(one -> !one.traceId().equals(trace.traceId())).toList();
    List<TraceSummary> well = others.stream().filter(one -> one.errors() == 0).toList();
    List<TraceSummary> among = well.isEmpty() ? others : well;
    return new Usual(middle(among), among.size(), around, found.completeness());
  }

  /**
   * What the span is the first of, done without failing; a span without an endpoint by its name.
   */
  private Filter well(TraceNode first) {
    String endpoint = reader.readText(first.span(), CanonicalField.ENDPOINT);
    return new Filter.And(
        List.of(
            Filter.eq(Field.of(CanonicalField.SERVICE), first.service()),
            endpoint == null
                ? Filter.eq(Field.of(CanonicalField.NAME), first.span().name())
                : Filter.eq(Field.of(CanonicalField.ENDPOINT), endpoint),
            Filter.eq(Field.of(CanonicalField.FAILED), false)));
  }

  private static @Nullable TraceId middle(List<TraceSummary> traces) {
    return traces.isEmpty()
        ? null
        : traces.stream()
            .sorted(Comparator.comparingLong(TraceSummary::durationNanos))
            .toList()
            .get((traces.size() - 1) / 2)
            .traceId();
  }
}
