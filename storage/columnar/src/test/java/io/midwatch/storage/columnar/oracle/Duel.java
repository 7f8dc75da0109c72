package io.midwatch.storage.columnar.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The store and its oracle, with what they disagree about. Not thread-safe. */
final class Duel<T> {
  private static final int MOST_SHOWN = 40;

  final OracleRows<T> sent;
  final Tested<T> store;
  final OracleTables tables;
  final QuestionSql sql;
  private final List<String> disagreements = new ArrayList<>();
  private final Map<String, Long> nanos = new HashMap<>();
  private @Nullable Object question;

  Duel(OracleRows<T> sent, Tested<T> store, OracleTables tables) {
    this.sent = sent;
    this.store = store;
    this.tables = tables;
    this.sql = new QuestionSql(tables);
  }

  /** Asks one question; what it throws is a disagreement. */
  void ask(Object asked, Runnable check) {
    question = asked;
    long start = System.nanoTime();
    try {
      check.run();
    } catch (RuntimeException e) {
      disagree(e + " caused by " + e.getCause() + " at " + List.of(e.getStackTrace()).getFirst());
    }
    nanos.merge(asked.getClass().getSimpleName(), System.nanoTime() - start, Long::sum);
  }

  /** Milliseconds that answering and comparing took, the store's and DuckDB's, per kind. */
  Map<String, Long> milliseconds() {
    Map<String, Long> all = new TreeMap<>();
    nanos.forEach((kind, each) -> all.put(kind, each / 1_000_000));
    return all;
  }

  void same(String what, @Nullable Object expected, @Nullable Object found) {
    if (!java.util.Objects.equals(expected, found)) {
      disagree(what + ": expected " + cut(expected) + " found " + cut(found));
    }
  }

  void disagree(String what) {
    if (disagreements.size() < MOST_SHOWN) {
      disagreements.add(what + "\n    asked " + cut(question));
    }
  }

  private static String cut(@Nullable Object shown) {
    String text = String.valueOf(shown);
    return text.length() > 1_500 ? text.substring(0, 1_500) + " ..." : text;
  }

  List<String> disagreements() {
    return disagreements;
  }
}
