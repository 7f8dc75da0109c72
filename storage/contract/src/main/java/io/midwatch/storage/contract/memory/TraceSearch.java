package io.midwatch.storage.contract.memory;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Span;
import io.midwatch.model.TraceId;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.storage.contract.query.Row;
import io.midwatch.storage.contract.query.TraceAnswer;
import io.midwatch.storage.contract.query.TraceQuery;
import io.midwatch.storage.contract.query.TraceSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds traces whose spans match. One use; not thread-safe. */
final class TraceSearch {
  private static final int MOST_PREDICATES = 64;

  private final TraceQuery query;
  private final SpanFields fields;
  private final TraceIndex index;
  private final List<Predicate<Span>> predicates;
  private final Map<TraceId, Candidate> candidates = new HashMap<>();

  /** What is known of one trace while spans are looked at. */
  private static final class Candidate {
    private final TraceId traceId;
    private long matchedPredicates;
    private long earliestStart = Long.MAX_VALUE;
    private @Nullable Row<Span> firstMatch;

    Candidate(TraceId traceId) {
      this.traceId = traceId;
    }

    void matched(Row<Span> row, long predicates) {
      matchedPredicates |= predicates;
      earliestStart = Math.min(earliestStart, row.item().startTimeUnixNano());
      if ((predicates & 1) != 0 && (firstMatch == null || BY_START.compare(row, firstMatch) < 0)) {
        firstMatch = row;
      }
    }

    Place place() {
      return new Place(earliestStart, traceId);
    }
  }

  private static final Comparator<Row<Span>> BY_START =
      Comparator.<Row<Span>>comparingLong(row -> row.item().startTimeUnixNano())
          .thenComparing(Row::id);

  /** Newest first, ties by trace id. Text form {@code start_traceid}. */
  private record Place(long start, TraceId traceId) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int order = Long.compare(other.start, start);
      return order != 0 ? order : traceId.compareTo(other.traceId);
    }

    String text() {
      return start + "_" + traceId.hex();
    }

    static Place parse(String text) {
      int split = text.indexOf('_');
      TraceId traceId = split < 0 ? null : TraceId.parse(text.substring(split + 1));
      if (traceId == null) {
        throw new IllegalArgumentException("not a place in a list of traces: " + text);
      }
      return new Place(Long.parseLong(text.substring(0, split)), traceId);
    }
  }

  TraceSearch(
      TraceQuery query, SpanFields fields, TraceIndex index, List<Predicate<Span>> predicates) {
    if (predicates.size() > MOST_PREDICATES) {
      throw new IllegalArgumentException("more than " + MOST_PREDICATES + " span predicates");
    }
    this.query = query;
    this.fields = fields;
    this.index = index;
    this.predicates = predicates;
  }

  TraceAnswer run(Scan<Span> scan) {
    scan.forEach((row, _) -> look(row));
    long all = -1L >>> (MOST_PREDICATES - predicates.size());
    Place after = query.after() == null ? null : Place.parse(query.after());
    List<Candidate> ordered =
        candidates.values().stream()
            .filter(candidate -> candidate.matchedPredicates == all)
            .filter(candidate -> after == null || candidate.place().compareTo(after) > 0)
            .sorted(Comparator.comparing(Candidate::place))
            .toList();
    List<TraceSummary> page = new ArrayList<>();
    String last = null;
    String next = null;
    for (Candidate candidate : ordered) {
      TraceSummary summary = summary(candidate, scan.visible());
      if (summary == null || !rightDuration(summary)) {
        continue;
      }
      if (page.size() == query.limit()) {
        next = last;
        break;
      }
      page.add(summary);
      last = candidate.place().text();
    }
    return new TraceAnswer(page, next, scan.budget().completeness());
  }

  private void look(Row<Span> row) {
    long matched = 0;
    for (int i = 0; i < predicates.size(); i++) {
      if (predicates.get(i).test(row.item())) {
        matched |= 1L << i;
      }
    }
    if (matched != 0) {
      candidates.computeIfAbsent(row.item().traceId(), Candidate::new).matched(row, matched);
    }
  }

  private boolean rightDuration(TraceSummary summary) {
    Long min = query.minDurationNanos();
    Long max = query.maxDurationNanos();
    return (min == null || summary.durationNanos() >= min)
        && (max == null || summary.durationNanos() <= max);
  }

  /** Null when the trace has gone since it was found. */
  private @Nullable TraceSummary summary(Candidate candidate, Predicate<Span> visible) {
    Row<Span> matched = candidate.firstMatch;
    long start = Long.MAX_VALUE;
    long end = Long.MIN_VALUE;
    Row<Span> root = null;
    Set<AttributeValue> services = new HashSet<>();
    int spans = 0;
    int errors = 0;
    for (Row<Span> row : index.rows(candidate.traceId)) {
      Span span = row.item();
      if (!visible.test(span)) {
        continue;
      }
      spans++;
      errors += span.status().isError() ? 1 : 0;
      start = Math.min(start, span.startTimeUnixNano());
      end = Math.max(end, span.startTimeUnixNano() + span.durationNanos());
      AttributeValue service = fields.canonical(span, CanonicalField.SERVICE);
      if (service != null) {
        services.add(service);
      }
      if (span.parentSpanId() == null && (root == null || BY_START.compare(row, root) < 0)) {
        root = row;
      }
    }
    if (spans == 0 || matched == null) {
      return null;
    }
    return new TraceSummary(
        candidate.traceId,
        start,
        end - start,
        root == null ? null : root.item(),
        matched.item(),
        spans,
        services.size(),
        errors);
  }
}
