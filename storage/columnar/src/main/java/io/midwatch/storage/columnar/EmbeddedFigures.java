package io.midwatch.storage.columnar;

import io.midwatch.model.Signal;
import io.midwatch.storage.wal.WriterStats;
import java.util.Map;

/**
 * What an {@link EmbeddedStore} is made of just now.
 *
 * @param rollupFiles listed files of figures
 * @param rollupBytes in them
 * @param logBytes in the files of the log
 * @param replayedRecords of the log applied at the start
 * @param damaged listed files and parts of the log that cannot be read
 * @param freeBytes on the disk
 * @param takesData false when the disk is full or fails
 * @param writer what the writer in front of the log did since the start
 */
public record EmbeddedFigures(
    Map<Signal, SignalFigures> signals,
    int rollupFiles,
    long rollupBytes,
    long logBytes,
    long replayedRecords,
    int damaged,
    long freeBytes,
    boolean takesData,
    WriterStats writer) {
  public EmbeddedFigures {
    signals = Map.copyOf(signals);
  }

  /**
   * One signal's items.
   *
   * @param segments listed files
   * @param segmentBytes in them
   * @param sealedItems in them
   * @param hotItems in memory and in the log only
   */
  public record SignalFigures(int segments, long segmentBytes, long sealedItems, long hotItems) {}
}
