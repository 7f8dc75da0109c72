package io.midwatch.storage.columnar;

import io.midwatch.model.Signal;
import io.midwatch.storage.columnar.manifest.Manifest;
import io.midwatch.storage.columnar.manifest.SegmentEntry;
import io.midwatch.storage.columnar.metric.MetricSegment;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.wal.disk.Disk;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Opens a signal's listed segments; one that is damaged costs its own items only. */
final class SegmentOpening {
  private final Manifest listed;
  private final DamagedData damaged;

  SegmentOpening(Manifest listed, DamagedData damaged) {
    this.listed = listed;
    this.damaged = damaged;
  }

  /**
   * @param segments those that can be read
   * @param broken the others
   */
  record Opened<S>(List<S> segments, List<Broken> broken) {}

  <T> Opened<SealedRows<T>> rows(RowKind<T> kind, RowFiles files) {
    return each(kind.signal(), entry -> files.open(kind, entry));
  }

  Opened<MetricSignal.Sealed> points(Disk disk) {
    return each(
        Signal.METRICS,
        entry -> new MetricSignal.Sealed(entry, MetricSegment.open(disk, entry.file())));
  }

  private <S> Opened<S> each(Signal signal, Function<SegmentEntry, S> open) {
    List<S> segments = new ArrayList<>();
    List<Broken> broken = new ArrayList<>();
    for (SegmentEntry entry : listed.segments(signal)) {
      try {
        segments.add(open.apply(entry));
      } catch (StoreException e) {
        damaged.note(e);
        broken.add(Broken.of(entry, e));
      }
    }
    return new Opened<>(segments, broken);
  }
}
