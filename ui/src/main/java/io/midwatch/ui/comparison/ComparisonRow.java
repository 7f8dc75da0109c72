package io.midwatch.ui.comparison;

import io.midwatch.query.traces.TraceComparison;
import io.midwatch.ui.format.Format;
import java.util.Locale;

/**
 * Spans of one place in both traces.
 *
 * @param depth in the tree, 0 for a root
 * @param spans of the trace looked at, 0 when it has none here
 * @param selfNanos of the trace looked at
 * @param failed spans of the trace looked at
 */
public record ComparisonRow(
    int depth,
    String service,
    String name,
    int spans,
    int otherSpans,
    long selfNanos,
    long otherSelfNanos,
    int failed,
    int otherFailed) {
  /** Deeper rows are not indented further. */
  private static final int DEEPEST = 12;

  private static final Format FORMAT = new Format();

  static ComparisonRow of(TraceComparison.Row row) {
    return new ComparisonRow(
        row.depth(),
        row.service(),
        row.name(),
        row.one().spans(),
        row.other().spans(),
        row.one().selfNanos(),
        row.other().selfNanos(),
        row.one().failed(),
        row.other().failed());
  }

  /** The indent's CSS class, {@code i0} to {@code i12}. */
  public String indent() {
    return "i" + Math.min(depth, DEEPEST);
  }

  public long moreNanos() {
    return selfNanos - otherSelfNanos;
  }

  /** {@code +4.8 s}, {@code −12 ms}, {@code 0 ms}. */
  public String more() {
    long more = moreNanos();
    String sign = more > 0 ? "+" : more < 0 ? "−" : "";
    return sign + FORMAT.duration(Math.abs((double) more));
  }

  /** In which trace it is when it is in one only, else empty. */
  public String only() {
    return otherSpans == 0 ? "only here" : spans == 0 ? "only in the other" : "";
  }

  /**
   * The bar from the middle, to the right for longer and to the left for shorter.
   *
   * @param most of the rows' differences, positive
   */
  public Bar bar(long most) {
    double width = most <= 0 ? 0 : 50.0 * Math.abs((double) moreNanos()) / most;
    double x = moreNanos() < 0 ? 50 - width : 50;
    return new Bar(percent(x), percent(width));
  }

  private static String percent(double value) {
    return String.format(Locale.ROOT, "%.1f%%", value);
  }

  /** A rectangle's place, in percent. */
  public record Bar(String x, String width) {}
}
