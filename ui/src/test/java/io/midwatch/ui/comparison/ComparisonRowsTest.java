package io.midwatch.ui.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.query.traces.TraceComparison.Row;
import io.midwatch.query.traces.TraceComparison.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonRowsTest {
  private static final List<Row> ROWS =
      List.of(
          row(-1, "root", 5, 0),
          row(0, "same", 0, 0),
          row(0, "slower", 100, 0),
          row(0, "between", 1, 0),
          row(3, "failed below", 2, 1),
          row(0, "much slower", 900, 0));

  @Test
  void allRowsAreShownInTheOrderOfTheTreeWhereThereIsRoom() {
    assertThat(shown(6))
        .containsExactly("root", "same", "slower", "between", "failed below", "much slower");
  }

  @Test
  void whatFailedComesFirstWithWhatIsAboveItThenWhatTookLonger() {
    assertThat(shown(5))
        .containsExactly("root", "slower", "between", "failed below", "much slower");
    assertThat(shown(4)).containsExactly("root", "between", "failed below", "much slower");
    assertThat(shown(3)).containsExactly("root", "between", "failed below");
    assertThat(shown(1)).containsExactly("failed below");
  }

  private static List<String> shown(int most) {
    return ComparisonRows.of(ROWS, most).stream().map(ComparisonRow::name).toList();
  }

  private static Row row(int parent, String name, long moreNanos, int failed) {
    return new Row(
        0, parent, "shop", name, new Side(1, 0, moreNanos, failed), new Side(1, 0, 0, 0));
  }
}
