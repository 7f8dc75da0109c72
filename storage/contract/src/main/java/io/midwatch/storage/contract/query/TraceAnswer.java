package io.midwatch.storage.contract.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of found traces.
 *
 * @param next the place to go on from, null when none follow
 * @param previous the place of the first trace: asked with the opposite order it gives the page
 *     before; null when the page is empty
 */
public record TraceAnswer(
    List<TraceSummary> traces,
    @Nullable String next,
    @Nullable String previous,
    Completeness completeness) {
  public TraceAnswer {
    traces = List.copyOf(traces);
  }
}
