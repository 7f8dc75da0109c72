package io.midwatch.storage.columnar.rollup;

import io.midwatch.storage.contract.rollup.RollupTable;
import io.midwatch.storage.wal.disk.Disk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes the rows a checkpoint took over, each in every tier: finer rows become coarser ones. */
final class CheckpointFile {
  private CheckpointFile() {}

  /**
   * @param stored the rows to write, in {@code writing}, and the files before
   * @param fineFrom buckets of 15 s that start before it are not kept
   */
  static RollupFile write(
      Disk disk,
      String path,
      StoredRows stored,
      long position,
      long fineFrom,
      Map<String, Gaps> gaps) {
    StoredRows before = stored.withWriting(List.of());
    try (RollupFileWriter file =
        new RollupFileWriter(disk, path, RollupFileWriter.CHECKPOINT_LEVEL)) {
      for (RollupTable table : stored.tables().values()) {
        List<BucketRow> rows = new ArrayList<>();
        for (RecentRows taken : stored.writing()) {
          taken.table(table.name()).collect(Long.MIN_VALUE, Long.MAX_VALUE, rows);
        }
        if (!rows.isEmpty()) {
          write(table, rows, before, fineFrom, file);
        }
      }
      file.finish(position, gaps);
    }
    return RollupFile.open(disk, path);
  }

  private static void write(
      RollupTable table,
      List<BucketRow> rows,
      StoredKeys before,
      long fineFrom,
      RollupFileWriter file) {
    TierRows finer = TierRows.of(table, rows);
    for (Tier tier : Tier.values()) {
      boolean fine = tier == Tier.FIFTEEN_SECONDS;
      // rows of 15 s were let in when they were counted; only wider buckets can be full here
      TierRows merged =
          fine
              ? finer.merged(tier, StoredKeys.NONE, fineFrom)
              : finer.merged(tier, before, Long.MIN_VALUE);
      if (!merged.isEmpty()) {
        merged.writeTo(file, tier);
      }
      if (!fine) {
        finer = merged;
      }
    }
  }
}
