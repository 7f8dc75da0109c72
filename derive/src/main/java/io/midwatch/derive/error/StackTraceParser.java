package io.midwatch.derive.error;

import io.midwatch.model.MessageTemplate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads stack traces as Java, Kotlin, Node, browsers, Python, Go, .NET, Ruby and PHP print them,
 * and as loggers put them behind a line of their own. The form is found line by line, so a broken
 * trace yields what can be read of it. Reads at most {@value #MOST_TEXT} characters, {@value
 * #MOST_LINES} lines and {@value #LONGEST_LINE} characters of each: time and memory are bounded
 * whatever the text. For one text; used by one thread.
 */
final class StackTraceParser {
  static final int MOST_TEXT = 1 << 18;
  static final int MOST_LINES = 2_000;
  static final int LONGEST_LINE = 1_000;

  private static final int MOST_CAUSES = 32;
  private static final int MOST_HEADER_LINES = 8;

  private final String text;
  private final int end;

  /** Outermost first; the last is the root cause. */
  private final List<Thrown> thrown = new ArrayList<>();

  /** .NET prints the causes of an exception before its own frames. */
  private final Deque<Thrown> around = new ArrayDeque<>();

  /** Lines before the first frame: what was thrown, or a line of a logger. */
  private final List<String> header = new ArrayList<>();

  private @Nullable Thrown current;
  private @Nullable List<Frame> python;
  private boolean suppressed;

  private StackTraceParser(String text) {
    this.text = text;
    this.end = Math.min(text.length(), MOST_TEXT);
  }

  static StackTrace parse(String text) {
    return new StackTraceParser(text).parse();
  }

  private StackTrace parse() {
    String line = "";
    boolean first = true;
    int at = 0;
    for (int lines = 0; at <= end && lines < MOST_LINES; lines++) {
      int newline = text.indexOf('\n', at);
      int stop = newline < 0 || newline > end ? end : newline;
      String next = text.substring(at, Math.min(stop, at + LONGEST_LINE));
      if (!first) {
        line(line, next.strip());
      }
      first = false;
      line = next;
      at = stop + 1;
    }
    line(line, "");
    if (thrown.isEmpty() && !header.isEmpty()) {
      begin();
    }
    return StackTrace.of(thrown);
  }

  private void line(String raw, String next) {
    String line = raw.strip();
    if (line.isEmpty() || python != null && inPython(raw, line)) {
      return;
    }
    if (line.startsWith("Traceback (most recent call last)")) {
      python = new ArrayList<>();
    } else if (!isMark(raw, line)) {
      Frame frame = FrameLine.parse(line, next);
      if (frame != null) {
        frame(frame, line);
      } else if (!FrameLine.isGoPlace(line)) {
        text(line);
      }
    }
  }

  private void frame(Frame frame, String line) {
    if (suppressed) {
      return;
    }
    if (current == null) {
      begin(line);
    }
    current().add(frame);
  }

  private Thrown current() {
    if (current == null) {
      current = push(new Thrown("", ""));
    }
    return current;
  }

  private void text(String line) {
    if (current == null) {
      if (header.size() == MOST_HEADER_LINES) {
        header.removeFirst();
      }
      header.add(line);
    } else if (current.frames.isEmpty() && current.message.length() < MessageTemplate.MOST_READ) {
      current.message.append(' ').append(line);
    }
  }

  /** Lines that say how exceptions belong together. */
  private boolean isMark(String raw, String line) {
    if (line.startsWith("Caused by: ")) {
      boolean ofSuppressed = suppressed && Character.isWhitespace(raw.charAt(0));
      return ofSuppressed || cause(line.substring(11));
    }
    if (line.startsWith("[cause]: ")) {
      return cause(line.substring(9));
    }
    if (line.startsWith("---> ")) {
      if (current == null) {
        begin();
      }
      around.push(current());
      return cause(line.substring(5));
    }
    if (line.startsWith("--- End of inner exception")) {
      current = around.isEmpty() ? current : around.pop();
      return true;
    }
    if (line.startsWith("Suppressed: ")) {
      suppressed = true;
      return true;
    }
    if (line.startsWith("Next ") && !thrown.isEmpty() && line.indexOf(": ") > 0) {
      return wrapper(line.substring(5)); // PHP prints the root cause first
    }
    return line.startsWith("... ") ? elided(line) : isNoise(line);
  }

  private static boolean isNoise(String line) {
    return line.startsWith("--- End of")
        || line.startsWith("goroutine ")
        || line.startsWith("Stack trace:")
        || line.startsWith("exit status ");
  }

  private boolean elided(String line) {
    int number = 0;
    for (int i = 4; i < line.length() && i < 10 && Character.isDigit(line.charAt(i)); i++) {
      number = number * 10 + Character.digit(line.charAt(i), 10);
    }
    if (!suppressed && current != null) {
      current.elided = number;
    }
    return true;
  }

  private boolean cause(String printed) {
    suppressed = false;
    if (current == null) {
      begin();
    }
    if (thrown.size() < MOST_CAUSES) {
      current = push(Heading.of(printed));
    }
    return true;
  }

  private boolean wrapper(String printed) {
    if (thrown.size() < MOST_CAUSES) {
      current = Heading.of(printed);
      thrown.addFirst(current);
    }
    return true;
  }

  private Thrown push(Thrown next) {
    thrown.add(next);
    return next;
  }

  /** What was thrown stands in the header, or, in Ruby, behind the first frame. */
  private void begin(String frameLine) {
    Thrown ofRuby = Heading.ofRuby(frameLine);
    current = push(ofRuby == null ? Heading.of(header) : ofRuby);
  }

  private void begin() {
    String last = header.isEmpty() ? "" : header.getLast();
    int inner = last.indexOf(" ---> ");
    if (inner < 0) {
      current = push(Heading.of(header));
      return;
    }
    // .NET before 5 prints the causes behind the outermost exception
    for (String printed : last.split(" ---> ", MOST_CAUSES)) {
      if (current != null) {
        around.push(current);
      }
      current = push(Heading.of(printed));
    }
  }

  /** Frames, code and carets are indented; the exception itself ends the block. */
  private boolean inPython(String raw, String line) {
    Frame frame = FrameLine.parse(line, "");
    List<Frame> frames = python == null ? List.of() : python;
    if (frame != null) {
      if (frames.size() < MOST_LINES) {
        frames.add(frame);
      }
      return true;
    }
    if (Character.isWhitespace(raw.charAt(0)) || line.startsWith("|") || line.startsWith("+")) {
      return true;
    }
    Thrown block = Heading.of(line);
    Collections.reverse(frames);
    frames.forEach(block::add);
    boolean isCauseOfNext = header.stream().anyMatch(text -> text.contains("direct cause"));
    if (!isCauseOfNext) {
      thrown.clear();
    }
    header.clear();
    thrown.addFirst(block);
    python = null;
    return true;
  }
}
