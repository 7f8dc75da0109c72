package io.midwatch.storage.contract.rollup;

import io.midwatch.model.LogRecord;
import io.midwatch.model.MetricPoint;
import io.midwatch.model.Span;
import java.time.Duration;
import java.util.List;

/**
 * Turns items into rollup counts, in the order of the log: a function of the item and of what was
 * derived or {@linkplain #remember remembered} before it, so that a replay of the log gives the
 * same counts. Thread-safe.
 */
public interface RollupDeriver {
  /** Every table this deriver writes to; names are unique. */
  List<RollupTable> tables();

  /**
   * The items that follow were received at this time, which is in the log: the only clock there is
   * for what counts.
   */
  default void begin(long receivedUnixNano) {}

  /**
   * Says, before the first item is remembered, that there were others, received before this time,
   * which are not.
   */
  default void beginHistory(long receivedUnixNano) {}

  void derive(Span span, RollupSink sink);

  /** Counts what {@link #derive(Span, RollupSink)} counts for the whole span. */
  default void derive(CanonicalSpan span, RollupSink sink) {
    derive(span.span(), sink);
  }

  void derive(LogRecord log, RollupSink sink);

  /** Takes note of a span whose counts are kept, for what later items mean beside it. */
  default void remember(CanonicalSpan span) {}

  /**
   * Takes note of a span as {@link #remember(CanonicalSpan)} does, but only for what other spans
   * mean beside it, for a store that has no log records of that time to be remembered.
   */
  default void recall(CanonicalSpan span) {}

  /**
   * How much of the past, by the time it was received, spans are derived beside; zero when each is
   * derived by itself.
   */
  default Duration recalls() {
    return Duration.ZERO;
  }

  /** Takes note of a log record whose counts are kept, for what later items mean beside it. */
  default void remember(LogRecord log) {}

  /**
   * Whether a log record of this severity may count at all: a store asks first, so that it need not
   * put together the many that do not.
   *
   * @param severityNumber OTLP's number, 0 when the record does not say
   */
  default boolean derivesLogs(int severityNumber) {
    return true;
  }

  void derive(MetricPoint point, RollupSink sink);

  /** Whether {@link #derive(MetricPoint, RollupSink)} counts anything; a store may ask first. */
  default boolean derivesPoints() {
    return true;
  }
}
