package io.midwatch.ui.comparison;

import io.midwatch.query.traces.TraceComparison.Row;
import io.midwatch.ui.format.Format;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Says what differs most: {@code 4.9 s longer, 4.8 s of it in POST /charges of payments; SELECT
 * order_line ran 3,214 times, there once.} Pure.
 */
final class ComparisonSentence {
  /** A difference of less than this share of the other trace's duration is no difference. */
  private static final double WORTH_SAYING = 0.1;

  /** So many times as often is worth a word. */
  private static final int OFTEN = 3;

  private static final Format FORMAT = new Format();

  private ComparisonSentence() {}

  static String of(List<Row> rows, long oneNanos, long otherNanos) {
    List<String> parts = new ArrayList<>();
    long more = oneNanos - otherNanos;
    if (Math.abs((double) more) <= WORTH_SAYING * otherNanos) {
      parts.add("as long as the other");
    } else {
      parts.add(FORMAT.duration(Math.abs((double) more)) + (more > 0 ? " longer" : " shorter"));
      rows.stream()
          .max(Comparator.comparingLong(row -> Long.signum(more) * row.moreSelfNanos()))
          .filter(row -> Math.abs((double) row.moreSelfNanos()) > WORTH_SAYING * Math.abs(more))
          .ifPresent(row ->
              parts.set(
                  0,
                  parts.getFirst()
                      + ", "
                      + share(row.moreSelfNanos(), more)
                      + " of it in "
                      + place(row)));
    }
    rows.stream()
        .filter(row -> row.other().spans() > 0 && row.one().spans() >= OFTEN * row.other().spans())
        .max(Comparator.comparingInt(row -> row.one().spans() - row.other().spans()))
        .ifPresent(row ->
            parts.add(
                row.name()
                    + " ran "
                    + FORMAT.counted(row.one().spans(), "time", "times")
                    + ", there "
                    + FORMAT.counted(row.other().spans(), "time", "times")));
    rows.stream()
        .filter(row -> row.one().failed() > 0 && row.other().failed() == 0)
        .max(Comparator.comparingInt(Row::depth))
        .ifPresent(row -> parts.add(place(row) + " failed, there it did not"));
    String text = String.join("; ", parts);
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }

  private static String share(long part, long whole) {
    double nanos = Math.abs((double) part);
    return nanos >= Math.abs((double) whole) ? "all" : FORMAT.duration(nanos).toString();
  }

  private static String place(Row row) {
    return row.name() + " of " + row.service();
  }
}
