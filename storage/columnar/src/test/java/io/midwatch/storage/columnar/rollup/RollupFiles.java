package io.midwatch.storage.columnar.rollup;

import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.rollup.RollupSink;
import io.midwatch.storage.contract.rollup.RollupTable;
import io.midwatch.storage.contract.rollup.RollupWriter;
import io.midwatch.storage.wal.disk.LocalDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/** Rollups in a folder with a manifest in memory: what a store does around them. */
final class RollupFiles implements RollupReader, RollupWriter, AutoCloseable {
  private final List<RollupTable> tables;
  private final Path folder;
  private final InstantSource clock;
  private final Duration retention;
  private int written;
  private List<String> listed = List.of();
  private long listedPosition = -1;
  private DurableRollups rollups;

  RollupFiles(List<RollupTable> tables, Path folder, InstantSource clock, Duration retention) {
    this.tables = tables;
    this.folder = folder;
    this.clock = clock;
    this.retention = retention;
    this.rollups = open(tables);
  }

  private DurableRollups open(List<RollupTable> definitions) {
    return DurableRollups.open(
        new LocalDisk(folder), definitions, listed, listedPosition, clock, retention);
  }

  DurableRollups rollups() {
    return rollups;
  }

  String nextPath() {
    return "%06d.rollup".formatted(written++);
  }

  List<Path> listed() {
    return listed.stream().map(folder::resolve).toList();
  }

  /** A checkpoint whose files are listed. */
  RollupCheckpoint checkpoint() {
    return list(rollups.checkpoint(this::nextPath));
  }

  /** A compaction of any two files, with windows from so many rows on; deletes what it replaced. */
  RollupCheckpoint compact(long largeRows) {
    DurableRollups.Merged merged = rollups.merge(this::nextPath, 2, largeRows);
    RollupCheckpoint compacted = list(merged == null ? rollups.listed() : merged.install());
    delete(compacted);
    return compacted;
  }

  /** Forgets what is older; deletes the files. */
  RollupCheckpoint expire(long beforeUnixNano) {
    RollupCheckpoint expired = list(rollups.expire(beforeUnixNano));
    delete(expired);
    return expired;
  }

  private void delete(RollupCheckpoint checkpoint) {
    for (RollupFileInfo file : checkpoint.removed()) {
      try {
        Files.delete(folder.resolve(file.path()));
      } catch (IOException cause) {
        throw new UncheckedIOException(cause);
      }
    }
  }

  RollupCheckpoint list(RollupCheckpoint checkpoint) {
    listed = checkpoint.files().stream().map(RollupFileInfo::path).toList();
    listedPosition = checkpoint.coveredPosition();
    return checkpoint;
  }

  /** As after a kill: memory is lost, the manifest and the files are there. */
  void crash() {
    crash(tables);
  }

  /** As {@link #crash()}, and the next version knows other tables. */
  void crash(List<RollupTable> definitions) {
    rollups.close();
    rollups = open(definitions);
  }

  @Override
  public List<RollupTable> rollupTables() {
    return rollups.rollupTables();
  }

  @Override
  public RollupAnswer readRollup(RollupQuery query) {
    return rollups.readRollup(query);
  }

  @Override
  public boolean apply(long position, Consumer<RollupSink> update) {
    return rollups.apply(position, update);
  }

  @Override
  public long coveredPosition() {
    return rollups.coveredPosition();
  }

  @Override
  public void close() {
    rollups.close();
  }
}
