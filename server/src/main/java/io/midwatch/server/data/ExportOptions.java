package io.midwatch.server.data;

import io.midwatch.model.Signal;
import io.midwatch.query.time.TimeExpression;
import io.midwatch.storage.contract.query.TimeRange;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What to export.
 *
 * @param range items whose time lies in it
 * @param dataDir null for the server's default
 * @param out null for standard output; a name ending in {@code .gz} is compressed
 */
record ExportOptions(Signal signal, TimeRange range, @Nullable String dataDir, @Nullable Path out) {
  static final String USAGE =
      "usage: midwatch export --signal traces|logs|metrics [--from TIME] [--to TIME]"
          + " [--data-dir=DIR] [--out FILE.jsonl[.gz]]";
  private static final List<String> OPTIONS =
      List.of("--signal", "--from", "--to", "--data-dir", "--out");

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException with a sentence for the user when an argument cannot be read
   */
  static ExportOptions parse(List<String> arguments, Instant now) {
    DataArguments given = DataArguments.parse(arguments, OPTIONS, USAGE);
    long from = time("--from", given.findValue("--from"), 0, now);
    long to = time("--to", given.findValue("--to"), Long.MAX_VALUE, now);
    if (to < from) {
      throw new IllegalArgumentException("--to is before --from");
    }
    String out = given.findValue("--out");
    return new ExportOptions(
        signal(given.findValue("--signal")),
        new TimeRange(from, to),
        given.findValue("--data-dir"),
        out == null ? null : Path.of(out));
  }

  private static Signal signal(@Nullable String label) {
    return Arrays.stream(Signal.values())
        .filter(signal -> signal.label().equals(label))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException("--signal must be traces, logs or metrics\n" + USAGE));
  }

  private static long time(String option, @Nullable String text, long absent, Instant now) {
    if (text == null) {
      return absent;
    }
    OptionalLong time = TimeExpression.parse(text, now);
    return time.orElseThrow(() ->
        new IllegalArgumentException(
            option + " is \"" + text + "\"; allowed: " + TimeExpression.ALLOWED));
  }
}
