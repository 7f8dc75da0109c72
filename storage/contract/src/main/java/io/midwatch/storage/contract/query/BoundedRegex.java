package io.midwatch.storage.contract.query;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Compiles RE2 patterns that users write, after a look at how large they come out: RE2 matches in
 * linear time, but writes {@code x{1000}} out a thousand times, and repeats inside repeats
 * multiply.
 *
 * <pre>
 * (a{30}){30}               900 copies: compiled
 * ((a{1000}){100}){100}     10 million copies: refused, "invalid repeat count"
 * </pre>
 */
public final class BoundedRegex {
  /** Copies of one part, as RE2 in C++ and Go has it. */
  private static final long MAX_REPEATS = 1_000;

  /** Instructions of a whole pattern, about 100 bytes each. */
  private static final long MAX_SIZE = 200_000;

  private static final int MAX_DEPTH = 1_000;

  /** Characters; RE2/J takes the square of the length to read some patterns. */
  private static final int MAX_LENGTH = 65_536;

  /** {@code [:xdigit:]} and its like; looking further would cost the square of a text's length. */
  private static final int LONGEST_CLASS_NAME = 12;

  private final String text;

  /** The groups around the place that is looked at, innermost first. */
  private final Deque<Group> around = new ArrayDeque<>();

  private Group group = new Group();
  private int at;

  /** What a group holds so far; the last part apart, for a repeat may follow it. */
  private static final class Group {
    private long size;
    private long repeats = 1;
    private long lastSize;
    private long lastRepeats = 1;

    private void part(long partSize, long partRepeats) {
      size += lastSize;
      repeats = Math.max(repeats, lastRepeats);
      lastSize = partSize;
      lastRepeats = partRepeats;
    }
  }

  private BoundedRegex(String text) {
    this.text = text;
  }

  /**
   * @param flags as RE2/J has them
   * @throws PatternSyntaxException when it is no pattern, or one that comes out too large
   */
  public static Pattern compile(String text, int flags) {
    new BoundedRegex(text).check();
    return Pattern.compile(text, flags);
  }

  /** Only sizes are told here; whether it is a pattern at all, the compiler says. */
  private void check() {
    if (text.length() > MAX_LENGTH) {
      throw new PatternSyntaxException("expression too large", shortened());
    }
    while (at < text.length()) {
      char c = text.charAt(at++);
      switch (c) {
        case '\\' -> escape();
        case '[' -> characterClass();
        case '(' -> open();
        case ')' -> close();
        case '|' -> group.part(1, 1);
        case '*', '+', '?' -> group.lastSize++;
        case '{' -> repeat();
        default -> group.part(1, 1);
      }
      if (group.size + group.lastSize > MAX_SIZE) {
        throw new PatternSyntaxException("expression too large", shortened());
      }
    }
  }

  private void escape() {
    char c = at < text.length() ? text.charAt(at++) : '\\';
    if (c == 'Q') {
      int end = text.indexOf("\\E", at);
      int until = end < 0 ? text.length() : end;
      for (int i = at; i < until; i++) {
        group.part(1, 1);
      }
      at = end < 0 ? until : end + 2;
      return;
    }
    group.part(1, 1);
    boolean named = c == 'p' || c == 'P' || c == 'x';
    if (named && at < text.length() && text.charAt(at) == '{') {
      int end = text.indexOf('}', at);
      at = end < 0 ? text.length() : end + 1;
    }
  }

  private void characterClass() {
    int first = at < text.length() && text.charAt(at) == '^' ? at + 1 : at;
    at = first;
    while (at < text.length() && (text.charAt(at) != ']' || at == first)) {
      int near = Math.min(text.length(), at + LONGEST_CLASS_NAME);
      int posix = text.startsWith("[:", at) ? text.indexOf(":]", at + 2, near) : -1;
      at = posix >= 0 ? posix + 2 : at + (text.charAt(at) == '\\' ? 2 : 1);
    }
    at = Math.min(at + 1, text.length());
    group.part(1, 1);
  }

  private void open() {
    around.push(group);
    group = new Group();
    if (around.size() > MAX_DEPTH) {
      throw new PatternSyntaxException("expression nests too deeply", shortened());
    }
  }

  private void close() {
    if (!around.isEmpty()) {
      group.part(0, 1);
      Group inner = group;
      group = around.pop();
      group.part(inner.size + 2, inner.repeats);
    }
  }

  /** After the brace: {@code 3}}, {@code 3,}} or {@code 3,5}}; anything else is text. */
  private void repeat() {
    int start = at - 1;
    int least = number();
    int most = least;
    if (least >= 0 && text.startsWith(",", at)) {
      at++;
      most = text.startsWith("}", at) ? least : number();
    }
    if (least < 0 || most < 0 || !text.startsWith("}", at)) {
      at = start + 1;
      group.part(1, 1);
      return;
    }
    at++;
    if (most > 1) {
      group.lastRepeats *= most;
      group.lastSize *= most;
    }
    if (group.lastRepeats > MAX_REPEATS) {
      throw new PatternSyntaxException("invalid repeat count", text.substring(start, at));
    }
  }

  /** The digits from here, which are passed; −1 when there are none, or too many. */
  private int number() {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at == start || at - start > 4 ? -1 : Integer.parseInt(text, start, at, 10);
  }

  private String shortened() {
    return text.length() <= 100 ? text : text.substring(0, 100) + "…";
  }
}
