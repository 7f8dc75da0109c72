package io.midwatch.query.traces;

import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.query.TraceAnswer;
import io.midwatch.storage.contract.query.TraceSummary;
import java.util.ArrayList;
import java.util.List;

/**
 * Traces from all over a window.
 *
 * @param all whether no trace that matches is left out
 */
public record TraceSample(List<TraceSummary> traces, boolean all, Completeness completeness) {
  public TraceSample {
    traces = List.copyOf(traces);
  }

  static TraceSample of(List<TraceAnswer> slices) {
    return new TraceSample(
        slices.stream().flatMap(slice -> slice.traces().stream()).toList(),
        slices.stream().allMatch(slice -> slice.next() == null),
        slices.stream()
            .map(TraceAnswer::completeness)
            .reduce(Completeness.exact(0), Completeness::and));
  }

  /** Parts of one length that lie beside each other; fewer when they would be empty. */
  static List<TimeRange> slices(TimeRange whole, int wanted) {
    long length = whole.toUnixNano() - whole.fromUnixNano();
    int parts = (int) Math.min(wanted, length);
    List<TimeRange> slices = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      slices.add(
          new TimeRange(
              whole.fromUnixNano() + length / parts * i,
              i == parts - 1
                  ? whole.toUnixNano()
                  : whole.fromUnixNano() + length / parts * (i + 1)));
    }
    return slices;
  }
}
