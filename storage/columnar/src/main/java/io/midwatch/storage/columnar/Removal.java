package io.midwatch.storage.columnar;

import io.midwatch.model.Signal;
import io.midwatch.storage.columnar.manifest.SegmentEntry;
import io.midwatch.storage.columnar.retention.Expiry;
import io.midwatch.storage.columnar.retention.Leaving;
import java.util.List;

/** How segments that are listed no more are taken from readers and leave the disk. */
final class Removal {
  private final Leaving leaving;

  Removal(Leaving leaving) {
    this.leaving = leaving;
  }

  void connect(Expiry expiry, RowSignal<?> spans, RowSignal<?> logs, MetricSignal metrics) {
    expiry.connect(Signal.TRACES, old -> rows(spans, old));
    expiry.connect(Signal.LOGS, old -> rows(logs, old));
    expiry.connect(Signal.METRICS, old -> points(metrics, old));
  }

  private <T> void rows(RowSignal<T> signal, List<SegmentEntry> old) {
    List<SealedRows<T>> gone =
        signal.sealed().stream().filter(sealed -> old.contains(sealed.entry())).toList();
    if (!gone.isEmpty()) {
      signal.replace(gone, List.of());
    }
    gone.forEach(sealed -> leave(sealed.entry(), sealed.file()::close));
    leaveBroken(signal.broken(), old);
    signal.forget(old);
  }

  private void points(MetricSignal metrics, List<SegmentEntry> old) {
    List<MetricSignal.Sealed> gone =
        metrics.sealed().stream().filter(sealed -> old.contains(sealed.entry())).toList();
    if (!gone.isEmpty()) {
      metrics.replace(gone, List.of());
    }
    gone.forEach(sealed -> leave(sealed.entry(), sealed.segment()::close));
    leaveBroken(metrics.broken(), old);
    metrics.forget(old);
  }

  /** What cannot be read takes room all the same. */
  private void leaveBroken(List<Broken> broken, List<SegmentEntry> old) {
    for (Broken each : broken) {
      if (old.contains(each.entry())) {
        leave(each.entry(), each.close());
      }
    }
  }

  /** Unlinks a file, and closes it when nobody reads it any more. */
  void leave(SegmentEntry entry, Runnable close) {
    leaving.unlink(entry.file(), entry.sizeBytes(), close);
  }
}
