package io.midwatch.query.promql.script;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One {@code eval} of a script and what it expects. */
final class ScriptCase {
  final String file;
  final int line;
  final String query;
  final long startMillis;
  final long endMillis;
  final long stepMillis;
  final List<SeriesText> series = new ArrayList<>();
  @Nullable Double scalar;
  @Nullable String string;
  long @Nullable [] rangeVector;
  boolean ordered;
  boolean fails;
  final List<Expected> expected = new ArrayList<>();

  /** What a message should be: {@code kind} is fail, warn, info, no_warn or no_info. */
  record Expected(String kind, @Nullable String message, @Nullable String pattern) {
    boolean accepts(String text) {
      return (message == null || text.equals(message))
          && (pattern == null || java.util.regex.Pattern.compile(pattern).matcher(text).find());
    }
  }

  /** A step of 0 makes it an instant query at the start. */
  ScriptCase(
      String file, int line, String query, long startMillis, long endMillis, long stepMillis) {
    this.file = file;
    this.line = line;
    this.query = query;
    this.startMillis = startMillis;
    this.endMillis = endMillis;
    this.stepMillis = stepMillis;
  }

  boolean instant() {
    return stepMillis == 0;
  }

  List<Expected> of(String kind) {
    return expected.stream().filter(it -> it.kind().equals(kind)).toList();
  }

  /** How it is called in the list of known failures; stays the same when lines move. */
  String id() {
    return file + " | " + (instant() ? "at " + startMillis : "from " + startMillis) + " | " + query;
  }
}
