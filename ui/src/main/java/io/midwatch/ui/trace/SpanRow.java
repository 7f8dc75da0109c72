package io.midwatch.ui.trace;

import io.midwatch.ui.chart.Bar;

/**
 * One row of the waterfall: a span, or a run of equal spans folded into one.
 *
 * @param depth in the tree, 0 for a root
 * @param colour of its service within this trace, 1 to 6 in order of first appearance
 * @param offsetNanos from the start of the trace
 * @param durationNanos of the span; of a folded row the sum
 * @param endNanos from the start of the trace, of the last folded span
 * @param critical on the path that decided when the trace ended; of a folded row one of its spans
 * @param folded how many equal spans the row stands for, 1 for a plain row
 */
public record SpanRow(
    String spanId,
    int depth,
    String name,
    String service,
    int colour,
    String kind,
    long offsetNanos,
    long durationNanos,
    long endNanos,
    long selfNanos,
    boolean failed,
    boolean critical,
    boolean orphan,
    int descendants,
    int folded) {
  /** Deeper rows are not indented further. */
  private static final int DEEPEST = 12;

  /** The indent's CSS class, {@code i0} to {@code i12}. */
  public String indent() {
    return "i" + Math.min(depth, DEEPEST);
  }

  /** The bar within a trace of {@code traceNanos}. */
  public Bar bar(long traceNanos) {
    return Bar.of(offsetNanos, endNanos - offsetNanos, traceNanos);
  }
}
