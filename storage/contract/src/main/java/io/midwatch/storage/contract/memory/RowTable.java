package io.midwatch.storage.contract.memory;

import io.midwatch.storage.contract.query.Row;
import io.midwatch.storage.contract.query.StoreStats.SignalStats;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/*
 * Rows in chunks, in the order they were stored. One writer at a time (the store's lock) appends
 * and removes, then publishes an immutable list of slices; readers take that list and never wait.
 *
 *   chunk 7 [....####]  chunk 8 [########]  chunk 9 [###.....]
 *                ^ headFrom: older rows are gone        ^ appended here
 *
 * A slice knows its least and greatest time, so a question about the last minutes skips the rest.
 */
/** The rows of one signal, bounded: the oldest go when it is full. */
final class RowTable<T> {
  static final int CHUNK_ROWS = 1024;

  private final int capacity;
  private final Consumer<Row<T>> onRemoved;
  private final Deque<Chunk<T>> chunks = new ArrayDeque<>();
  private int headFrom;
  private int stored;
  private long expired;
  private volatile Snapshot<T> published = new Snapshot<>(List.of(), 0, 0);

  /**
   * @param onRemoved told of every row that goes, before readers stop seeing it
   */
  RowTable(int capacity, Consumer<Row<T>> onRemoved) {
    this.capacity = capacity;
    this.onRemoved = onRemoved;
  }

  /** What readers see: slices by row id ascending, rows held, rows gone so far. */
  record Snapshot<T>(List<Slice<T>> slices, int stored, long expired) {
    SignalStats stats(int capacity, long duplicates) {
      long oldest = Long.MAX_VALUE;
      long newest = Long.MIN_VALUE;
      for (Slice<T> slice : slices) {
        for (int i = slice.from(); i < slice.to(); i++) {
          oldest = Math.min(oldest, slice.time(i));
          newest = Math.max(newest, slice.time(i));
        }
      }
      return new SignalStats(
          stored,
          expired,
          duplicates,
          capacity,
          stored == 0 ? 0 : oldest,
          stored == 0 ? 0 : newest);
    }
  }

  int capacity() {
    return capacity;
  }

  Snapshot<T> snapshot() {
    return published;
  }

  /** Appends a row, unseen until {@link #publish()}. */
  void append(Row<T> row, long time) {
    if (stored == capacity) {
      removeOldest();
    }
    Chunk<T> tail = chunks.peekLast();
    if (tail == null || tail.isFull()) {
      tail = new Chunk<>(Math.min(CHUNK_ROWS, capacity));
      chunks.addLast(tail);
    }
    tail.append(row, time);
    stored++;
  }

  private void removeOldest() {
    Chunk<T> head = chunks.getFirst();
    onRemoved.accept(head.row(headFrom));
    headFrom++;
    stored--;
    expired++;
    if (headFrom == head.size()) {
      chunks.removeFirst();
      headFrom = 0;
    }
  }

  /** Removes rows filed before the time. */
  void expire(long beforeUnixNano) {
    List<Chunk<T>> old = new ArrayList<>(chunks);
    int from = headFrom;
    chunks.clear();
    headFrom = 0;
    for (Chunk<T> chunk : old) {
      Chunk<T> kept =
          from == 0 && chunk.minTime() >= beforeUnixNano
              ? chunk
              : younger(chunk, from, beforeUnixNano);
      if (kept.size() > 0) {
        chunks.addLast(kept);
      }
      from = 0;
    }
  }

  private Chunk<T> younger(Chunk<T> chunk, int from, long beforeUnixNano) {
    Chunk<T> kept = new Chunk<>(Math.min(CHUNK_ROWS, capacity));
    for (int i = from; i < chunk.size(); i++) {
      if (chunk.time(i) >= beforeUnixNano) {
        kept.append(chunk.row(i), chunk.time(i));
      } else {
        onRemoved.accept(chunk.row(i));
        stored--;
        expired++;
      }
    }
    return kept;
  }

  /** Lets readers see what was appended and removed. */
  void publish() {
    List<Slice<T>> slices = new ArrayList<>(chunks.size());
    int from = headFrom;
    for (Chunk<T> chunk : chunks) {
      slices.add(chunk.slice(from));
      from = 0;
    }
    published = new Snapshot<>(Collections.unmodifiableList(slices), stored, expired);
  }
}
