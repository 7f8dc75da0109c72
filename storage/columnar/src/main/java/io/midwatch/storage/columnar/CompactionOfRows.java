package io.midwatch.storage.columnar;

import io.midwatch.model.Signal;
import io.midwatch.model.semconv.SemconvTable;
import io.midwatch.storage.columnar.manifest.SegmentEntry;
import io.midwatch.storage.columnar.segment.SegmentWriter;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.wal.disk.Disk;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** Merges segments of spans or log records; rows keep their ids and their order. */
final class CompactionOfRows<T> implements Compacting {
  /** Of zstd: what is merged stays, so it may take longer than a seal. */
  private static final int LEVEL = 3;

  private final RowSignal<T> signal;
  private final RowKind<T> kind;
  private final RowFiles files;
  private final Disk disk;
  private final BiConsumer<SegmentEntry, Runnable> leave;

  /**
   * @param leave has a segment unlinked now and closed later
   */
  CompactionOfRows(
      RowSignal<T> signal,
      RowKind<T> kind,
      RowFiles files,
      Disk disk,
      BiConsumer<SegmentEntry, Runnable> leave) {
    this.signal = signal;
    this.kind = kind;
    this.files = files;
    this.disk = disk;
    this.leave = leave;
  }

  @Override
  public Signal signal() {
    return kind.signal();
  }

  @Override
  public boolean isOpen(SegmentEntry segment) {
    return signal.sealed().stream().anyMatch(sealed -> sealed.entry().equals(segment));
  }

  @Override
  public Merged merge(List<SegmentEntry> parts, String file) {
    List<SealedRows<T>> old =
        signal.sealed().stream().filter(sealed -> parts.contains(sealed.entry())).toList();
    for (SealedRows<T> part : old) {
      if (!part.file().schema().equals(kind.schema())) {
        throw new StoreException(part.entry().file() + " has other columns than are known");
      }
      part.file().file().verify(); // what is copied gets new checksums
    }
    CompactionTable rows = new CompactionTable(old.stream().map(SealedRows::file).toList());
    Set<String> keysInRest = new HashSet<>();
    old.forEach(part -> keysInRest.addAll(part.part().rare().names()));
    long size =
        SegmentWriter.write(rows, keysInRest, disk, file, LEVEL, SemconvTable.TABLE_VERSION);
    SealedRows<T> merged = files.open(kind, CompactionEntries.of(parts, file, rows.rows(), size));
    return new Merged() {
      @Override
      public SegmentEntry entry() {
        return merged.entry();
      }

      @Override
      public void install() {
        signal.replace(old, List.of(merged));
        signal.forget(parts);
        old.forEach(part -> leave.accept(part.entry(), part.file()::close));
      }

      @Override
      public void close() {
        merged.file().close();
      }
    };
  }
}
