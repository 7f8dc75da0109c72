package io.midwatch.derive.statement;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A command written as a JSON document without its values: keys stay, and what the first key says,
 * where that names the collection. Lists have one of equal neighbours. Text that is no document,
 * such as a request line, loses its numbers alone. Applying it twice changes nothing.
 *
 * <pre>
 * {"find": "carts", "filter": {"n": {"$in": [1, 2]}}}  → {"find": "carts", "filter": {"n": {"$in": [?]}}}
 * GET orders-2026.11/_doc/4711                         → GET orders-*.&#42;/_doc/*
 * </pre>
 */
final class DocumentTemplate {
  private static final int MOST_NAME = 200;

  private final String text;
  private final int end;
  private final StringBuilder out = new StringBuilder();
  private final boolean namesTarget;
  private final Deque<Integer> opened = new ArrayDeque<>();
  private int at;
  private int lastStart = -1;
  private int lastEnd = -1;

  private DocumentTemplate(String text, boolean namesTarget) {
    this.text = text;
    this.namesTarget = namesTarget;
    this.end = Math.min(text.length(), SqlTemplate.MOST_READ);
  }

  /**
   * @param namesTarget whether the first key is a command and its value what it is about
   */
  static String of(String sent, boolean namesTarget) {
    String text = sent.strip();
    if (text.startsWith("{") || text.startsWith("[")) {
      return new DocumentTemplate(text, namesTarget).document();
    }
    String read = text.substring(0, Math.min(text.length(), SqlTemplate.MOST_KEPT));
    return read.replaceAll("\\s+", " ").replaceAll("[0-9]+", "*");
  }

  private String document() {
    while (at < end && out.length() < SqlTemplate.MOST_KEPT) {
      char c = text.charAt(at);
      if (c <= ' ' || Character.isWhitespace(c) || Character.isISOControl(c)) {
        at++;
      } else if (c == '"' || c == '\'') {
        string(c);
      } else if ("{}[]:,".indexOf(c) >= 0) {
        mark(c);
        at++;
      } else {
        bare();
      }
    }
    out.setLength(Math.min(out.length(), SqlTemplate.MOST_KEPT));
    return out.toString().strip();
  }

  private void mark(char c) {
    out.append(c);
    switch (c) {
      case ',', ':' -> out.append(' ');
      case '{', '[' -> opened.push(out.length() - 1);
      case '}', ']' -> close();
      default -> {}
    }
  }

  /** Leaves out what is the same as its neighbour before it. */
  private void close() {
    if (opened.isEmpty()) {
      return;
    }
    int start = opened.pop();
    int length = out.length() - start;
    if (lastEnd >= 0
        && start == lastEnd + 2
        && length == lastEnd - lastStart
        && out.substring(start).equals(out.substring(lastStart, lastEnd))
        && out.substring(lastEnd, start).equals(", ")) {
      out.setLength(lastEnd);
    } else {
      lastStart = start;
      lastEnd = out.length();
    }
  }

  private void string(char quote) {
    int start = at++;
    while (at < end && text.charAt(at) != quote) {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    at = Math.min(end, at + 1);
    int next = at;
    while (next < end && text.charAt(next) <= ' ') {
      next++;
    }
    boolean key = next < end && text.charAt(next) == ':';
    if (key || isTarget() && at - start < MOST_NAME) {
      out.append(text, start, Math.min(at, start + SqlTemplate.MOST_KEPT));
    } else {
      value();
    }
  }

  /** Whether only the first key is before it. */
  private boolean isTarget() {
    return namesTarget
        && out.length() < MOST_NAME
        && out.length() > 2
        && out.charAt(0) == '{'
        && out.indexOf(": ") == out.length() - 2
        && out.indexOf("{", 1) < 0;
  }

  /** A number, a word, or an object as a shell writes it: {@code ObjectId(…)}. */
  private void bare() {
    int start = at;
    while (at < end && "{}[]:,\"' \t\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    boolean key = at < end && text.charAt(at) == ':';
    if (key || isConstant(text.substring(start, at)) && standsAlone()) {
      out.append(text, start, at);
    } else {
      value();
    }
  }

  private static boolean isConstant(String word) {
    return word.equals("true") || word.equals("false") || word.equals("null");
  }

  private boolean standsAlone() {
    return "[ ".indexOf(out.charAt(out.length() - 1)) >= 0
        && (at >= end || "\"'{[".indexOf(text.charAt(at)) < 0);
  }

  private void value() {
    int length = out.length();
    if (length >= 4 && out.substring(length - 4).equals("[?, ")) {
      out.setLength(length - 2);
    } else if (length == 0 || out.charAt(length - 1) != '?') {
      out.append('?');
    }
  }
}
