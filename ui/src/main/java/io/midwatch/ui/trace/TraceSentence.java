package io.midwatch.ui.trace;

import io.midwatch.query.traces.TraceNode;
import io.midwatch.ui.format.Format;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says in a sentence where the time of a trace went and what failed first: {@code 5.02 s (83 %) in
 * POST /charges of payments; SELECT order_line ran 3,214 times (600 ms).} Pure.
 */
final class TraceSentence {
  /** A part of less than this is not worth a sentence. */
  private static final double WORTH_SAYING = 0.2;

  private static final Format FORMAT = new Format();

  private TraceSentence() {}

  static String of(List<TraceNode> nodes, long traceNanos, List<SpanRow> rows, int firstFailed) {
    List<String> parts = new ArrayList<>();
    TraceNode slowest = largestSelf(nodes);
    if (slowest != null && traceNanos > 0) {
      double share = (double) slowest.selfNanos() / traceNanos;
      if (share >= WORTH_SAYING && share <= 1) {
        parts.add(
            FORMAT.duration(slowest.selfNanos())
                + " ("
                + FORMAT.ratio(share)
                + ") in "
                + slowest.span().name()
                + " of "
                + slowest.service());
      }
    }
    rows.stream()
        .filter(row -> row.folded() >= 10)
        .max(Comparator.comparingInt(SpanRow::folded))
        .ifPresent(row ->
            parts.add(
                row.name()
                    + " ran "
                    + FORMAT.exact(row.folded())
                    + " times ("
                    + FORMAT.duration(row.durationNanos())
                    + ")"));
    if (firstFailed >= 0) {
      TraceNode failed = nodes.get(firstFailed);
      String why = failed.span().status().message();
      parts.add(
          "the failure began in "
              + failed.span().name()
              + " of "
              + failed.service()
              + (why.isEmpty() ? "" : ": " + shortened(why)));
    }
    return sentence(parts);
  }

  private static @Nullable TraceNode largestSelf(List<TraceNode> nodes) {
    TraceNode largest = null;
    for (TraceNode node : nodes) {
      if (largest == null || node.selfNanos() > largest.selfNanos()) {
        largest = node;
      }
    }
    return largest;
  }

  private static String shortened(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.length() > 160 ? line.substring(0, 160) + "…" : line;
  }

  private static String sentence(List<String> parts) {
    if (parts.isEmpty()) {
      return "";
    }
    String text = String.join("; ", parts);
    return Character.toUpperCase(text.charAt(0))
        + text.substring(1)
        + (text.endsWith("…") ? "" : ".");
  }
}
