package io.midwatch.storage.contract.answer;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Span;
import io.midwatch.model.TraceId;
import io.midwatch.storage.contract.query.Row;
import io.midwatch.storage.contract.query.TraceQuery;
import io.midwatch.storage.contract.query.TraceSummary;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sums traces up. */
public final class TraceSummaries {
  /** The order of the spans of one trace that is shown. */
  public static final Comparator<Row<Span>> SHOWN =
      Comparator.<Row<Span>>comparingLong(row -> row.item().startTimeUnixNano())
          .thenComparing(row -> row.item().spanId())
          .thenComparing(Row::id);

  /** By start, ties by row id: of several roots or matches the first counts. */
  private static final Comparator<Row<Span>> BY_START =
      Comparator.<Row<Span>>comparingLong(row -> row.item().startTimeUnixNano())
          .thenComparing(Row::id);

  private TraceSummaries() {}

  /**
   * @param spans every span of the trace that may be seen, each once
   * @param service reads a span's service, null when it has none
   * @return null when there are no spans: the trace has gone since it was found
   */
  public static @Nullable TraceSummary of(
      TraceId traceId,
      Span matched,
      List<Row<Span>> spans,
      Function<Span, @Nullable AttributeValue> service) {
    if (spans.isEmpty()) {
      return null;
    }
    long start = Long.MAX_VALUE;
    long end = Long.MIN_VALUE;
    Row<Span> root = null;
    Set<AttributeValue> services = new HashSet<>();
    int errors = 0;
    for (Row<Span> row : spans) {
      Span span = row.item();
      errors += span.status().isError() ? 1 : 0;
      start = Math.min(start, span.startTimeUnixNano());
      end = Math.max(end, span.startTimeUnixNano() + span.durationNanos());
      AttributeValue name = service.apply(span);
      if (name != null) {
        services.add(name);
      }
      if (span.parentSpanId() == null && (root == null || BY_START.compare(row, root) < 0)) {
        root = row;
      }
    }
    return new TraceSummary(
        traceId,
        start,
        end - start,
        root == null ? null : root.item(),
        matched,
        spans.size(),
        services.size(),
        errors);
  }

  /** Whether the trace lasts as long as the query asks for. */
  public static boolean rightDuration(TraceQuery query, TraceSummary summary) {
    Long min = query.minDurationNanos();
    Long max = query.maxDurationNanos();
    return (min == null || summary.durationNanos() >= min)
        && (max == null || summary.durationNanos() <= max);
  }
}
