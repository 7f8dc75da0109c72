package io.midwatch.ui.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.query.traces.TraceComparison.Row;
import io.midwatch.query.traces.TraceComparison.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonSentenceTest {
  private static final long MILLI = 1_000_000;
  private static final Side NONE = new Side(0, 0, 0, 0);

  @Test
  void nothingStandsOut() {
    assertThat(sentence(List.of(row("GET", ran(1, 100, 0), ran(1, 95, 0))), 100, 95))
        .isEqualTo("As long as the other.");
  }

  @Test
  void saysWhereTheTimeWentWhatRanOftenAndWhatFailed() {
    List<Row> rows =
        List.of(
            row("checkout", ran(1, 50, 1), ran(1, 60, 0)),
            row("SELECT", ran(40, 400, 0), ran(2, 20, 0)),
            new Row(1, 0, "shop", "charge", ran(1, 900, 1), NONE));

    assertThat(sentence(rows, 1350 * MILLI, 80 * MILLI))
        .isEqualTo(
            "1.27 s longer, 900 ms of it in charge of shop; SELECT ran 40 times, there 2 times; "
                + "charge of shop failed, there it did not.");
  }

  @Test
  void aShorterTraceIsShorterWhereTheOtherTookItsTime() {
    List<Row> rows =
        List.of(
            row("checkout", ran(1, 60, 0), ran(1, 50, 0)),
            row("charge", ran(1, 100, 0), ran(1, 900, 1)));

    assertThat(sentence(rows, 160 * MILLI, 950 * MILLI))
        .isEqualTo("790 ms shorter, all of it in charge of shop.");
  }

  /** With plain spaces between numbers and units. */
  private static String sentence(List<Row> rows, long oneNanos, long otherNanos) {
    return ComparisonSentence.of(rows, oneNanos, otherNanos).replaceAll("\\h", " ");
  }

  private static Row row(String name, Side one, Side other) {
    return new Row(0, -1, "shop", name, one, other);
  }

  private static Side ran(int spans, long selfMillis, int failed) {
    return new Side(spans, selfMillis * MILLI, selfMillis * MILLI, failed);
  }
}
