package io.midwatch.storage.columnar;

import io.midwatch.model.Signal;
import io.midwatch.storage.columnar.manifest.SegmentEntry;
import io.midwatch.storage.columnar.metric.MetricSegment;
import io.midwatch.storage.columnar.metric.MetricSegmentWriter;
import io.midwatch.storage.wal.disk.Disk;
import java.util.List;
import java.util.function.BiConsumer;

/** Merges segments of metric points; a point that several hold is kept once. */
final class CompactionOfPoints implements Compacting {
  private final MetricSignal signal;
  private final Disk disk;
  private final BiConsumer<SegmentEntry, Runnable> leave;

  /**
   * @param leave has a segment unlinked now and closed later
   */
  CompactionOfPoints(MetricSignal signal, Disk disk, BiConsumer<SegmentEntry, Runnable> leave) {
    this.signal = signal;
    this.disk = disk;
    this.leave = leave;
  }

  @Override
  public Signal signal() {
    return Signal.METRICS;
  }

  @Override
  public boolean isOpen(SegmentEntry segment) {
    return signal.sealed().stream().anyMatch(sealed -> sealed.entry().equals(segment));
  }

  @Override
  public Merged merge(List<SegmentEntry> parts, String file) {
    List<MetricSignal.Sealed> old =
        signal.sealed().stream().filter(sealed -> parts.contains(sealed.entry())).toList();
    long size =
        MetricSegmentWriter.merge(
            old.stream().map(MetricSignal.Sealed::segment).toList(), disk, file);
    MetricSegment segment = MetricSegment.open(disk, file);
    MetricSignal.Sealed merged =
        new MetricSignal.Sealed(
            CompactionEntries.of(parts, file, segment.pointCount(), size), segment);
    return new Merged() {
      @Override
      public SegmentEntry entry() {
        return merged.entry();
      }

      @Override
      public void install() {
        signal.replace(old, List.of(merged));
        signal.forget(parts);
        old.forEach(part -> leave.accept(part.entry(), part.segment()::close));
      }

      @Override
      public void close() {
        segment.close();
      }
    };
  }
}
