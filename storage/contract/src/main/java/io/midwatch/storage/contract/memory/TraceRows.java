package io.midwatch.storage.contract.memory;

import io.midwatch.model.Span;
import io.midwatch.storage.contract.query.Row;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The stored spans of one trace, in the order they came. One writer at a time; a reader sees the
 * rows of one moment.
 */
final class TraceRows {
  /** From this many spans on contents are hashed, so that a huge trace stays quick to add to. */
  private static final int HASHED_FROM = 32;

  private volatile Rows rows = new Rows(newArray(4), 0, 0);
  private @Nullable Set<Span> contents;

  /** Rows {@code [from, to)} of an array; what lies before and behind is the writer's. */
  @SuppressWarnings("ArrayRecordComponent") // private, and never compared
  private record Rows(Row<Span>[] array, int from, int to) {}

  @SuppressWarnings("unchecked") // an array of a generic type cannot be made in another way
  private static Row<Span>[] newArray(int length) {
    return (Row<Span>[]) new Row<?>[length];
  }

  /** Whether a span of the same ids and content is here. */
  boolean holds(Span span) {
    Set<Span> hashed = contents;
    if (hashed != null) {
      return hashed.contains(span);
    }
    for (Row<Span> row : rows()) {
      if (row.item().spanId().equals(span.spanId()) && row.item().equals(span)) {
        return true;
      }
    }
    return false;
  }

  void add(Row<Span> row) {
    Rows now = rows;
    int size = now.to - now.from;
    Row<Span>[] array = now.array;
    int from = now.from;
    if (now.to == array.length) {
      array = newArray(2 * size + 2);
      System.arraycopy(now.array, now.from, array, 0, size);
      from = 0;
    }
    array[from + size] = row;
    rows = new Rows(array, from, from + size + 1);
    hash(row.item());
  }

  private void hash(Span span) {
    Set<Span> hashed = contents;
    if (hashed != null) {
      hashed.add(span);
    } else if (rows.to - rows.from >= HASHED_FROM) {
      Set<Span> all = new HashSet<>();
      rows().forEach(row -> all.add(row.item()));
      contents = all;
    }
  }

  /** Removes a row; quick for the oldest. */
  void remove(Row<Span> row) {
    Rows now = rows;
    if (now.from < now.to && now.array[now.from].id().equals(row.id())) {
      rows = new Rows(now.array, now.from + 1, now.to);
    } else {
      List<Row<Span>> kept = rows().stream().filter(each -> !each.id().equals(row.id())).toList();
      rows = new Rows(kept.toArray(newArray(0)), 0, kept.size());
    }
    Set<Span> hashed = contents;
    if (hashed != null) {
      hashed.remove(row.item());
    }
  }

  /** The rows of this moment, unmodifiable by the caller's promise. */
  List<Row<Span>> rows() {
    Rows now = rows;
    return Arrays.asList(now.array).subList(now.from, now.to);
  }
}
