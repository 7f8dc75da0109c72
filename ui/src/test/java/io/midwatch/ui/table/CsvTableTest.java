package io.midwatch.ui.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTableTest {

  @Test
  void writesAHeadAndALineARow() {
    CsvTable csv = new CsvTable("queues", "queue", "waiting", "oldest_seconds");
    csv.row("webhooks.out", 48_210L, 680.5).row("import.rows", 0L, null);

    assertThat(csv)
        .hasToString(
            "queue,waiting,oldest_seconds\r\nwebhooks.out,48210,680.5\r\nimport.rows,0,\r\n");
  }

  @Test
  void quotesWhatWouldBreakALine() {
    assertThat(new CsvTable("x", "a").row("one, \"two\"\nthree").toString())
        .isEqualTo("a\r\n\"one, \"\"two\"\"\nthree\"\r\n");
  }

  @Test
  void textNeverBecomesAFormulaAndNumbersStayNumbers() {
    assertThat(
            new CsvTable("x", "a", "b").row("=HYPERLINK(\"x\")", -1.5).row("@sum", -2L).toString())
        .isEqualTo("a,b\r\n\"'=HYPERLINK(\"\"x\"\")\",-1.5\r\n'@sum,-2\r\n");
  }

  @Test
  void textWithAWideSignOrAfterALineEndIsNoFormulaEither() {
    for (String sent : List.of("\n=1+1", "\r=1", "\t=1", "\uFF1D1+1", "\uFF20sum", "+1", "-1")) {
      assertThat(new CsvTable("x", "a").row(sent).toString()).as(sent).matches("(?s)a\r\n\"?'.*");
    }
  }

  @Test
  void whatIsNotSeenBecomesVisibleAndAMegabyteIsCut() {
    assertThat(new CsvTable("x", "a").row("exe.\u202Egpj\u0000").toString())
        .isEqualTo("a\r\nexe.\uFFFDgpj\u2400\r\n");
    assertThat(new CsvTable("x", "a").row("\"".repeat(1 << 20)).toString()).hasSizeLessThan(32_767);
  }

  @Test
  void refusesARowThatDoesNotFitTheHead() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CsvTable("x", "a", "b").row("one"))
        .withMessageContaining("expected 2 values: 1");
  }
}
