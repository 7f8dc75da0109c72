package io.midwatch.ui.logs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one sender around a moment and {@code /logs/context.json}.
 *
 * @param atUnixNano the moment
 * @param instance null for all instances of the service
 * @param lines oldest first, at most 21 before the moment and 21 from it on
 * @param notes what limits the answer, in words
 */
public record LogContextPage(
    long atUnixNano,
    String service,
    @Nullable String instance,
    List<LogLine> lines,
    List<String> notes) {
  public LogContextPage {
    lines = List.copyOf(lines);
    notes = List.copyOf(notes);
  }

  /** Whether a line is what the page was opened for. */
  public boolean marked(LogLine line) {
    return line.timeUnixNano() == atUnixNano;
  }

  /** Position of the first such line, -1 when it is gone. */
  public int first() {
    for (int i = 0; i < lines.size(); i++) {
      if (marked(lines.get(i))) {
        return i;
      }
    }
    return -1;
  }
}
