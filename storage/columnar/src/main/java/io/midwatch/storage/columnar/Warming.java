package io.midwatch.storage.columnar;

import io.midwatch.storage.columnar.file.Damage;
import io.midwatch.storage.columnar.file.OpenReads;
import io.midwatch.storage.columnar.manifest.SegmentEntry;
import io.midwatch.storage.contract.StoreException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Looks once at the trace ids of every segment a start found, newest first: a question for a trace
 * asks them all, and would compare their checksums itself. A segment that is found damaged is taken
 * out as a question would do it. Not thread-safe.
 */
final class Warming {
  private final OpenReads reads;
  private final Deque<Segment<?>> left = new ArrayDeque<>();

  /** A segment to be looked at, found anew then: it may have been merged or deleted. */
  private record Segment<T>(SegmentEntry entry, RowSignal<T> signal, Damage damage) {

    /** Whether it was still there. */
    boolean look() {
      for (SealedRows<T> each : signal.sealed()) {
        if (each.entry().equals(entry)) {
          try {
            each.file().checkIndexed();
          } catch (StoreException e) {
            damage.takeOut(e);
          }
          return true;
        }
      }
      return false;
    }
  }

  Warming(OpenReads reads) {
    this.reads = reads;
  }

  /** Adds all segments of a signal. */
  <T> Warming add(RowSignal<T> signal, Damage damage) {
    List<SealedRows<T>> newestFirst = signal.sealed().reversed();
    newestFirst.forEach(each -> left.add(new Segment<>(each.entry(), signal, damage)));
    return this;
  }

  /** Goes on where it was stopped before. */
  void run(BooleanSupplier stopped) {
    while (!left.isEmpty() && !stopped.getAsBoolean()) {
      reads.during(left.remove()::look);
    }
  }
}
