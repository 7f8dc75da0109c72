package io.midwatch.query.promql.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "1+2*3 | 1 + 2 * 3",
        "-2^---1*3 | -2 ^ -1 * 3",
        "0x1F + 1_000 + .5e1 | 31 + 1000 + 5",
        "1h30m | 1h30m",
        "-inf | -Inf",
        "SUM BY(job,) (x) | sum by (job) (x)",
        "sum(x) without (a, \"b.c\") | sum without (a, \"b.c\") (x)",
        "topk(5, x) | topk(5, x)",
        "x{a=\"b\",c!~'d.e',} | x{a=\"b\",c!~\"d.e\"}",
        "{\"my.metric\", \"l.a\"=\"x\"} | {\"my.metric\",\"l.a\"=\"x\"}",
        "{\"plain\", a=\"b\"} | plain{a=\"b\"}",
        "x offset 5m @ 100 | x @ 100.000 offset 5m",
        "x offset -1w | x offset -1w",
        "x[5m*2] @ end() | x[5m * 2] @ end()",
        "x[60] | x[1m]",
        "rate(x[5m])[1h:] | rate(x[5m])[1h:]",
        "rate(x[5m])[1h:step()] offset (1m+2) | rate(x[5m])[1h:step()] offset (1m + 2)",
        "a and on(l) b or ignoring(m) c unless d | a and on (l) b or ignoring (m) c unless d",
        "a * on(l) group_left(x) b | a * on (l) group_left (x) b",
        "a == bool 1 | a == bool 1",
        "h </ 2 | h </ 2",
        "a + fill(0) b | a + fill (0) b",
        "sum | sum",
        "a:b:c | a:b:c",
        "label_join(x, \"a\", \",\", \"b\", \"c\") | label_join(x, \"a\", \",\", \"b\", \"c\")",
        "`raw\\n` | \"raw\\\\n\"",
        "x # a comment | x",
        "1e100m | ",
      })
  void printsWhatItReads(String query, String printed) {
    if (printed == null) {
      assertThatThrownBy(() -> Parser.parse(query)).isInstanceOf(SyntaxException.class);
      return;
    }
    assertThat(Printer.print(Parser.parse(query))).isEqualTo(printed);
    assertThat(Printer.print(Parser.parse(printed))).isEqualTo(printed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "1 + | 1:4: parse error: unexpected end of input",
        "rate(x) | 1:6: parse error: expected type range vector in call to function \"rate\", got"
            + " instant vector",
        "nope(x) | 1:1: parse error: unknown function with name \"nope\"",
        "1 == 1 | 1:3: parse error: comparisons between scalars must use BOOL modifier",
        "a and 1 | 1:1: parse error: set operator \"and\" not allowed in binary scalar expression",
        "{} | 1:1: parse error: vector selector must contain at least one non-empty matcher",
        "{a=~'.*'} | 1:1: parse error: vector selector must contain at least one non-empty matcher",
        "x{a=\"b | 1:5: parse error: unterminated quoted string",
        "x[0s] | 1:3: parse error: duration must be greater than 0",
        "x[-5m] | 1:3: parse error: duration must be greater than 0",
        "x[5m:-1m] | 1:6: parse error: duration must be greater than 0",
        "(x)[5m] | 1:4: parse error: ranges only allowed for vector selectors",
        "1 offset 5m | 1:1: parse error: offset modifier must be preceded by an instant vector"
            + " selector or range vector selector or a subquery",
        "x[5m:0s] | 1:6: parse error: duration must be greater than 0",
        "x + bool 1 | 1:3: parse error: bool modifier can only be used on comparison operators",
        "x @ 5 [1m] | 1:7: parse error: no @ modifiers allowed before range",
        "x offset 5m[1m] | 1:12: parse error: no offset modifiers allowed before range",
        "x[300y] | 1:3: parse error: duration out of range",
        "topk(x) | 1:1: parse error: wrong number of arguments for aggregate expression provided,"
            + " expected 2, got 1",
        "time(1) | 1:1: parse error: expected 0 argument(s) in call to \"time\", got 1",
        "x{a=~'('} | 1:6: parse error: error parsing regexp: missing closing ): `(`",
        "x{a=~'((i1{1000}){100}){100}'} | 1:6: parse error: error parsing regexp: invalid repeat"
            + " count: `{100}`",
        "x{__name__=\"y\"} | 1:15: parse error: metric name must not be set twice: \"x\" or \"y\"",
        "5mm | 1:1: parse error: bad number or duration syntax: \"5mm\"",
        "\"é\" + § | 1:8: parse error: unexpected character: '§'",
      })
  void saysWhatIsWrongAndWhere(String query, String problem) {
    assertThatThrownBy(() -> Parser.parse(query)).hasMessage(problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "(", "x{", "x[5m", "x @", "sum by (", "x offset", "\"", "x[5m:", "1 ^"})
  void refusesWhatEndsTooSoon(String query) {
    assertThatThrownBy(() -> Parser.parse(query)).isInstanceOf(SyntaxException.class);
  }

  @Test
  void refusesDeepNestingInsteadOfExhaustingTheStack() {
    String deep = "(".repeat(100_000) + "1" + ")".repeat(100_000);

    assertThatThrownBy(() -> Parser.parse(deep)).hasMessageContaining("nested too deeply");
    assertThatThrownBy(() -> Parser.parse("1" + "+1".repeat(100_000)))
        .hasMessageContaining("more than 500 operators");
    assertThat(Printer.print(Parser.parse("1" + " + 1".repeat(500)))).hasSize(2_001);
  }

  @Test
  void breaksLongQueriesOverLines() {
    String label = "a_label_of_some_length_or_other=\"and a value that is long as well\"";

    String pretty =
        Prettifier.format(
            Parser.parse("sum by (job) (rate(x{" + label + "}[5m])) / y{" + label + "}"));

    assertThat(pretty)
        .isEqualTo("  sum by (job) (rate(x{%1$s}[5m]))\n/\n  y{%1$s}".formatted(label));
    assertThat(Prettifier.format(Parser.parse("abs(x{" + label + "," + label + "})")))
        .isEqualTo("abs(\n  x{%1$s,%1$s}\n)".formatted(label));
  }
}
