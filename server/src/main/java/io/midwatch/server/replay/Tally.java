package io.midwatch.server.replay;

import java.util.EnumMap;
import java.util.Map;

/** Counts of one replay. Not thread-safe. */
final class Tally {
  private final Map<ReplaySignal, Long> items = new EnumMap<>(ReplaySignal.class);
  private long requests;
  private long rejectedItems;
  private long refusedRequests;
  private long unreadableLines;

  void taken(RecordedRequest request, long rejected) {
    requests++;
    rejectedItems += rejected;
    items.merge(request.signal(), request.items() - rejected, Long::sum);
  }

  void refused() {
    refusedRequests++;
  }

  void unreadable() {
    unreadableLines++;
  }

  /** Whether every line was a request and every item of it was taken. */
  boolean complete() {
    return rejectedItems + refusedRequests + unreadableLines == 0;
  }

  /** One sentence for the user. */
  String summary() {
    return "%d requests taken (%d spans, %d log records, %d metric points); refused: %d requests, %d items, %d unreadable lines"
        .formatted(
            requests,
            items.getOrDefault(ReplaySignal.TRACES, 0L),
            items.getOrDefault(ReplaySignal.LOGS, 0L),
            items.getOrDefault(ReplaySignal.METRICS, 0L),
            refusedRequests,
            rejectedItems,
            unreadableLines);
  }
}
