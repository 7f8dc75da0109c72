package io.midwatch.query.promql.script;

import io.midwatch.query.promql.syntax.Durations;
import io.midwatch.query.promql.syntax.Expr;
import io.midwatch.query.promql.syntax.Numbers;
import io.midwatch.query.promql.syntax.Parser;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands of a {@code .test} script, in order. */
record Script(String file, List<Command> commands) {
  private static final Pattern LOAD = Pattern.compile("(load|load_with_nhcb)\\s+(\\S+)");
  private static final Pattern INSTANT =
      Pattern.compile("eval(_fail|_warn|_info|_ordered)?\\s+instant\\s+at\\s+(\\S+)\\s+(.+)");
  private static final Pattern RANGE =
      Pattern.compile(
          "eval(_fail|_warn|_info)?\\s+range\\s+from\\s+(\\S+)\\s+to\\s+(\\S+)\\s+step\\s+(\\S+)\\s+(.+)");
  private static final Pattern EXPECT =
      Pattern.compile(
          "expect\\s+(ordered|fail|warn|info|no_warn|no_info)(?:\\s+(msg|regex):\\s*(.+))?");
  private static final Pattern EXPECT_RANGE =
      Pattern.compile(
          "expect\\s+range\\s+vector\\s+from\\s+(\\S+)\\s+to\\s+(\\S+)\\s+step\\s+(\\S+)");

  /** One command. */
  sealed interface Command {
    record Clear() implements Command {}

    record Load(long stepMillis, boolean withCustomBuckets, List<String> series)
        implements Command {}

    record Eval(ScriptCase wanted) implements Command {}
  }

  static Script parse(String file, List<String> text) {
    List<String> lines =
        text.stream().map(String::strip).map(line -> line.startsWith("#") ? "" : line).toList();
    List<Command> commands = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isEmpty()) {
        continue;
      }
      int end = i + 1;
      while (end < lines.size() && !lines.get(end).isEmpty()) {
        end++;
      }
      List<String> block = lines.subList(i + 1, end);
      Matcher load = LOAD.matcher(line);
      if (line.equals("clear")) {
        commands.add(new Command.Clear());
        continue;
      }
      if (load.matches()) {
        commands.add(
            new Command.Load(
                millis(load.group(2)), load.group(1).endsWith("nhcb"), List.copyOf(block)));
      } else {
        ScriptCase wanted = header(file, i + 1, line);
        block.forEach(each -> expectation(wanted, each));
        commands.add(new Command.Eval(wanted));
      }
      i = end - 1;
    }
    return new Script(file, commands);
  }

  private static ScriptCase header(String file, int number, String line) {
    Matcher instant = INSTANT.matcher(line);
    if (instant.matches()) {
      long at = millis(instant.group(2));
      ScriptCase wanted = new ScriptCase(file, number, instant.group(3), at, at, 0);
      legacy(wanted, instant.group(1));
      return wanted;
    }
    Matcher range = RANGE.matcher(line);
    if (range.matches()) {
      ScriptCase wanted =
          new ScriptCase(
              file,
              number,
              range.group(5),
              millis(range.group(2)),
              millis(range.group(3)),
              millis(range.group(4)));
      legacy(wanted, range.group(1));
      return wanted;
    }
    throw new IllegalArgumentException(file + ":" + number + ": no command: " + line);
  }

  private static void legacy(ScriptCase wanted, String suffix) {
    if (suffix == null) {
      return;
    }
    switch (suffix) {
      case "_fail" -> wanted.fails = true;
      case "_ordered" -> wanted.ordered = true;
      default -> wanted.expected.add(new ScriptCase.Expected(suffix.substring(1), null, null));
    }
  }

  private static void expectation(ScriptCase wanted, String line) {
    Matcher expect = EXPECT.matcher(line);
    Matcher range = EXPECT_RANGE.matcher(line);
    if (range.matches()) {
      wanted.rangeVector =
          new long[] {millis(range.group(1)), millis(range.group(2)), millis(range.group(3))};
    } else if (line.startsWith("expect string ")) {
      wanted.string =
          ((Expr.StringLiteral) Parser.parse(line.substring("expect string ".length()))).value();
    } else if (expect.matches()) {
      String kind = expect.group(1);
      wanted.ordered |= kind.equals("ordered");
      wanted.fails |= kind.equals("fail");
      boolean message = "msg".equals(expect.group(2));
      wanted.expected.add(
          new ScriptCase.Expected(
              kind,
              message ? expect.group(3).strip() : null,
              message || expect.group(2) == null ? null : expect.group(3).strip()));
    } else {
      Double scalar = Numbers.parse(line);
      if (scalar != null) {
        wanted.scalar = scalar;
      } else {
        wanted.series.add(SeriesText.parse(line));
      }
    }
  }

  private static long millis(String text) {
    Double seconds = Numbers.parse(text);
    return seconds == null ? Durations.parse(text) : Math.round(seconds * 1000);
  }
}
