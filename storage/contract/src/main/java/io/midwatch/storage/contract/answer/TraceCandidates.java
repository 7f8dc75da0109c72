package io.midwatch.storage.contract.answer;

import io.midwatch.model.TraceId;
import io.midwatch.storage.contract.query.TraceAnswer;
import io.midwatch.storage.contract.query.TracePlace;
import io.midwatch.storage.contract.query.TraceQuery;
import io.midwatch.storage.contract.query.TraceSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Traces of which spans matched. One use; not thread-safe.
 *
 * @param <R> where a row is found again
 */
public final class TraceCandidates<R> {
  private static final int MOST_PREDICATES = 64;

  private final TraceQuery query;
  private final Comparator<R> stored;
  private final long all;
  private final Map<TraceId, Candidate<R>> candidates = new HashMap<>();

  private static final class Candidate<R> {
    private final TraceId traceId;
    private long matchedPredicates;
    private long earliestStart = Long.MAX_VALUE;
    private long firstStart = Long.MAX_VALUE;
    private @Nullable R first;

    Candidate(TraceId traceId) {
      this.traceId = traceId;
    }

    TracePlace place() {
      return new TracePlace(earliestStart, traceId);
    }
  }

  /**
   * @param stored the order rows were stored in
   * @throws IllegalArgumentException when there are too many predicates
   */
  public TraceCandidates(TraceQuery query, Comparator<R> stored) {
    int predicates = query.spanPredicates().size();
    if (predicates > MOST_PREDICATES) {
      throw new IllegalArgumentException("more than " + MOST_PREDICATES + " span predicates");
    }
    this.query = query;
    this.stored = stored;
    this.all = -1L >>> (MOST_PREDICATES - predicates);
  }

  /**
   * A span matches.
   *
   * @param predicates bit i is set when it matches predicate i; not 0
   */
  public void matched(TraceId traceId, long start, long predicates, R row) {
    Candidate<R> candidate = candidates.computeIfAbsent(traceId, Candidate::new);
    candidate.matchedPredicates |= predicates;
    candidate.earliestStart = Math.min(candidate.earliestStart, start);
    if ((predicates & 1) == 0 || start > candidate.firstStart) {
      return;
    }
    R first = candidate.first;
    if (first == null || start < candidate.firstStart || stored.compare(row, first) < 0) {
      candidate.firstStart = start;
      candidate.first = row;
    }
  }

  /**
   * @param summary sums a trace up, given the earliest row that matched the first predicate; null
   *     when the trace has gone
   */
  public TraceAnswer answer(BiFunction<TraceId, R, @Nullable TraceSummary> summary, Budget budget) {
    TracePlace after = query.after() == null ? null : TracePlace.parse(query.after());
    Comparator<TracePlace> order = TracePlace.order(query);
    List<Candidate<R>> ordered =
        candidates.values().stream()
            .filter(candidate -> candidate.matchedPredicates == all)
            .filter(candidate -> after == null || order.compare(candidate.place(), after) > 0)
            .sorted(Comparator.comparing(Candidate::place, order))
            .toList();
    List<TraceSummary> page = new ArrayList<>();
    String first = null;
    String last = null;
    String next = null;
    for (Candidate<R> candidate : ordered) {
      R matched = candidate.first;
      TraceSummary found = matched == null ? null : summary.apply(candidate.traceId, matched);
      if (found == null || !TraceSummaries.rightDuration(query, found)) {
        continue;
      }
      if (page.size() == query.limit()) {
        next = last;
        break;
      }
      page.add(found);
      last = candidate.place().text();
      first = first == null ? last : first;
    }
    return new TraceAnswer(page, next, first, budget.completeness());
  }
}
