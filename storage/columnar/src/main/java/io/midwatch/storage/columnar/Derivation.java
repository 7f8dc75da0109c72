package io.midwatch.storage.columnar;

import io.midwatch.model.LogRecord;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.rollup.CanonicalSpan;
import io.midwatch.storage.contract.rollup.RollupDeriver;
import io.midwatch.storage.contract.rollup.RollupSink;
import io.midwatch.storage.contract.rollup.RollupWriter;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts each stored item in the rollups, in one update per batch. An item that cannot be derived
 * is stored all the same and counted in {@link #failures()}. One writer.
 */
final class Derivation {
  private final RollupDeriver deriver;
  private final RollupWriter rollups;
  private @Nullable RollupSink open;
  private volatile long failures;

  Derivation(RollupDeriver deriver, RollupWriter rollups) {
    if (deriver.derivesPoints()) {
      throw new IllegalArgumentException("metric points are not derived from here");
    }
    this.deriver = deriver;
    this.rollups = rollups;
  }

  /**
   * Stores a batch and counts its items under the batch's position; what the rollups cover already
   * is stored and remembered only.
   *
   * @param receivedUnixNano when the batch was received
   * @param store appends the batch, calls {@link #stored} for each item and answers how many
   */
  int counting(long position, long receivedUnixNano, IntSupplier store) {
    deriver.begin(receivedUnixNano);
    int[] items = {-1};
    rollups.apply(
        position,
        sink -> {
          open = sink;
          try {
            items[0] = store.getAsInt();
          } finally {
            open = null;
          }
        });
    return items[0] >= 0 ? items[0] : store.getAsInt();
  }

  void stored(CanonicalSpan span) {
    RollupSink sink = open;
    derive(() -> {
      if (sink == null) {
        deriver.remember(span);
      } else {
        deriver.derive(span, sink);
      }
    });
  }

  void stored(LogRecord log) {
    RollupSink sink = open;
    derive(() -> {
      if (sink == null) {
        deriver.remember(log);
      } else {
        deriver.derive(log, sink);
      }
    });
  }

  /** Tells the deriver of spans that are stored and counted, once more. */
  void recall(long receivedUnixNano, Consumer<Consumer<CanonicalSpan>> spans) {
    deriver.begin(receivedUnixNano);
    spans.accept(span -> derive(() -> deriver.recall(span)));
  }

  /** Whether log records of this severity have to be put together to be counted. */
  boolean derivesLogs(int severityNumber) {
    return deriver.derivesLogs(severityNumber);
  }

  /** Items the deriver failed on since the start. */
  long failures() {
    return failures;
  }

  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
  private void derive(Runnable item) {
    try {
      item.run();
    } catch (StoreException e) {
      throw e;
    } catch (RuntimeException e) {
      failures++;
    }
  }
}
