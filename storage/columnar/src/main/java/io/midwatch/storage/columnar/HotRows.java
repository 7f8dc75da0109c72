package io.midwatch.storage.columnar;

import io.midwatch.storage.columnar.hot.HotTable;
import io.midwatch.storage.columnar.query.EarlierPart;
import io.midwatch.storage.columnar.query.Part;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.contract.write.EncodedBatch;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One hot buffer of rows: its table, who writes to it and which part of the log it holds. One
 * writer; readers use {@link #part()} alone.
 */
final class HotRows<T> {
  private final RowKind<T> kind;
  private final HotTable table;
  private final RowKind.Appender appender;
  private volatile @Nullable Part<T> latest;
  private volatile long firstPosition = -1;
  private volatile long lastPosition = -1;
  private volatile Instant since = Instant.MAX;

  HotRows(RowKind<T> kind, int maxRows) {
    this.kind = kind;
    this.table = new HotTable(kind.schema(), maxRows);
    this.appender = kind.appender(table);
  }

  /** Appends a batch; returns the rows it became. */
  int append(long position, EncodedBatch batch, Instant now) {
    int before = table.rowCount();
    if (firstPosition < 0) {
      firstPosition = position;
      since = now;
    }
    lastPosition = position;
    appender.append(position, batch);
    return table.rowCount() - before;
  }

  void publish() {
    table.publish();
  }

  /** Whether so many more items may not fit. */
  boolean isFullFor(int items, int maxRows) {
    return table.isFull() || table.rowCount() + items > maxRows;
  }

  boolean isEmpty() {
    return table.rowCount() == 0;
  }

  /** Whether nothing was appended, nor dropped because it is stored already. */
  boolean isUntouched() {
    return isEmpty() && duplicates() == 0;
  }

  /** The rows when no more will come. */
  EarlierPart<T> earlier() {
    Part<T> part = part();
    long from = Long.MAX_VALUE;
    long to = Long.MIN_VALUE;
    for (int block = 0; block < part.table().blocks(); block++) {
      from = Math.min(from, part.times().min(block));
      to = Math.max(to, part.times().max(block));
    }
    return new EarlierPart<>(part, from, to, firstPosition, lastPosition);
  }

  /** Position of the first batch, -1 when there is none. */
  long firstPosition() {
    return firstPosition;
  }

  long lastPosition() {
    return lastPosition;
  }

  /** When the first batch came. */
  Instant since() {
    return since;
  }

  long duplicates() {
    return appender.duplicates();
  }

  long memoryBytes() {
    return table.memoryBytes();
  }

  /** The published rows. What was worked out for a part is kept until more rows are published. */
  Part<T> part() {
    Table now = table.snapshot();
    Part<T> known = latest;
    if (known != null && known.table().rows() >= now.rows()) {
      return known;
    }
    Part<T> part = known == null ? kind.part(now) : kind.later(known, now);
    latest = part;
    return part;
  }
}
