package io.midwatch.query.errors;

import io.midwatch.model.LogRecord;
import io.midwatch.model.Span;
import io.midwatch.model.TraceId;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.read.LogReader;
import io.midwatch.storage.contract.read.SpanReader;
import io.midwatch.storage.contract.rollup.ExponentialHistogram;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.rollup.RollupRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds traces in which a bug struck. No trace id is kept with the figures: each row of a bucket
 * knows the microsecond it was first and last seen in, and what was stored of that microsecond and
 * service is looked up and read again. Thread-safe.
 */
public final class ErrorSamples {
  /** Spans or records of one service in one microsecond that are looked at. */
  private static final int MOST_AT_ONCE = 100;

  /**
   * Places looked at for each sample that is wanted. Rollups outlive spans and logs: without an end
   * a bug whose items are gone would cost two searches for every bucket it struck in.
   */
  private static final int TRIES = 4;

  private final RollupReader rollups;
  private final SpanReader spans;
  private final LogReader logs;
  private final Function<Span, List<String>> groupsOfSpan;
  private final Function<LogRecord, Optional<String>> groupOfLog;

  /**
   * @param groupsOfSpan ids of the bugs a span tells of
   * @param groupOfLog id of the bug a log record tells of
   */
  public ErrorSamples(
      RollupReader rollups,
      SpanReader spans,
      LogReader logs,
      Function<Span, List<String>> groupsOfSpan,
      Function<LogRecord, Optional<String>> groupOfLog) {
    this.rollups = rollups;
    this.spans = spans;
    this.logs = logs;
    this.groupsOfSpan = groupsOfSpan;
    this.groupOfLog = groupOfLog;
  }

  /**
   * Newest first, one a trace, at most {@code most}; none when spans and logs are gone. The newest
   * four places for each wanted sample are looked at, older ones are not.
   */
  public List<ErrorSample> newest(ErrorQuestion question, String group, int most) {
    ErrorQuestion asked = question.ofGroup(group);
    RollupAnswer answer =
        rollups.readRollup(asked.rollup("service").every(asked.window().stepNanos()));
    Map<TraceId, ErrorSample> found = new LinkedHashMap<>();
    int tries = 0;
    for (Place place : places(answer)) {
      if (found.size() == most || tries == TRIES * most) {
        break;
      }
      tries++;
      sample(place, group).ifPresent(sample -> found.putIfAbsent(sample.traceId(), sample));
    }
    return List.copyOf(found.values());
  }

  private record Place(long micros, String service) {}

  private static Set<Place> places(RollupAnswer answer) {
    List<Place> places = new ArrayList<>();
    for (RollupRow row : answer.rows()) {
      if (!row.overflow() && answer.count(row, "count") > 0) {
        ExponentialHistogram seen = answer.histogram(row, "seen");
        places.add(new Place((long) seen.max(), row.text(0)));
        places.add(new Place((long) seen.min(), row.text(0)));
      }
    }
    places.sort(
        java.util.Comparator.comparingLong((Place place) -> -place.micros)
            .thenComparing(Place::service));
    return new LinkedHashSet<>(places);
  }

  private Optional<ErrorSample> sample(Place place, String group) {
    long from = place.micros * SeenTimes.NANOS_PER_MICRO;
    TimeRange range = new TimeRange(from, from + SeenTimes.NANOS_PER_MICRO);
    SearchQuery query =
        SearchQuery.newest(
            range, Filter.eq(Field.of(CanonicalField.SERVICE), place.service), MOST_AT_ONCE);
    for (Span span : spans.searchSpans(query).items()) {
      if (groupsOfSpan.apply(span).contains(group)) {
        return Optional.of(
            new ErrorSample(
                span.traceId(), span.spanId(), span.startTimeUnixNano(), place.service));
      }
    }
    for (LogRecord log : logs.searchLogs(query).items()) {
      if (log.traceId() != null && groupOfLog.apply(log).filter(group::equals).isPresent()) {
        return Optional.of(
            new ErrorSample(
                log.traceId(), log.spanId(), log.effectiveTimeUnixNano(), place.service));
      }
    }
    return Optional.empty();
  }
}
