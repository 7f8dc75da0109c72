package io.midwatch.storage.columnar;

import io.midwatch.model.semconv.SemconvTable;
import io.midwatch.storage.columnar.manifest.SegmentEntry;
import io.midwatch.storage.columnar.query.Part;
import io.midwatch.storage.columnar.row.ColumnRoom;
import io.midwatch.storage.columnar.segment.ChunkCache;
import io.midwatch.storage.columnar.segment.SegmentTable;
import io.midwatch.storage.columnar.segment.SegmentWriter;
import io.midwatch.storage.columnar.table.Numbers;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.wal.disk.Disk;

/** Writes rows to segment files and opens them. Thread-safe. */
final class RowFiles {
  private final Disk disk;
  private final ChunkCache cache;
  private final ColumnRoom computed;

  RowFiles(Disk disk, ChunkCache cache, ColumnRoom computed) {
    this.disk = disk;
    this.cache = cache;
    this.computed = computed;
  }

  /**
   * Writes the rows of a part, durable under its name when this returns, and opens the file.
   *
   * @param level zstd's, higher is smaller and slower
   */
  <T> SealedRows<T> write(
      RowKind<T> kind,
      String file,
      Part<T> part,
      int level,
      long firstPosition,
      long lastPosition) {
    Table table = part.table();
    long size =
        SegmentWriter.write(
            table, part.rare().names(), disk, file, level, SemconvTable.TABLE_VERSION);
    SegmentEntry entry =
        new SegmentEntry(
            kind.signal(),
            file,
            table.rows(),
            minTime(part.times(), table),
            maxTime(part.times(), table),
            firstPosition,
            lastPosition,
            size);
    SealedRows<T> sealed = open(kind, entry);
    // Else the first question would read every byte that was written and summed up just now.
    sealed.file().file().trust();
    return sealed;
  }

  /**
   * @throws io.midwatch.storage.contract.StoreException when the file is damaged
   */
  <T> SealedRows<T> open(RowKind<T> kind, SegmentEntry entry) {
    SegmentTable table = SegmentTable.open(disk, entry.file(), cache);
    return new SealedRows<>(entry, kind.sealed(table, computed), table);
  }

  private static long minTime(Numbers times, Table table) {
    long least = Long.MAX_VALUE;
    for (int block = 0; block < table.blocks(); block++) {
      least = Math.min(least, times.min(block));
    }
    return least;
  }

  private static long maxTime(Numbers times, Table table) {
    long greatest = Long.MIN_VALUE;
    for (int block = 0; block < table.blocks(); block++) {
      greatest = Math.max(greatest, times.max(block));
    }
    return greatest;
  }
}
