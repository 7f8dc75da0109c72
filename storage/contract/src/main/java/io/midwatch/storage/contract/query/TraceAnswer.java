package io.midwatch.storage.contract.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Found traces; {@code next} is the place to go on from, null when none follow. */
public record TraceAnswer(
    List<TraceSummary> traces, @Nullable String next, Completeness completeness) {
  public TraceAnswer {
    traces = List.copyOf(traces);
  }
}
