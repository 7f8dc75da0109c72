package io.midwatch.query.promql.script;

import org.jspecify.annotations.Nullable;

/** What became of a case; {@code problem} is null when it passed. */
record Outcome(ScriptCase wanted, Kind kind, @Nullable String problem) {
  /** What a case is about. */
  enum Kind {
    FLOAT,
    NATIVE,
    EXPERIMENTAL
  }

  boolean passed() {
    return problem == null;
  }
}
