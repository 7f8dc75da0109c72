package io.midwatch.storage.columnar.crash;

import io.midwatch.model.Signal;
import io.midwatch.storage.columnar.EmbeddedSettings;
import io.midwatch.storage.columnar.EmbeddedStore;
import io.midwatch.storage.columnar.StoreSteps;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.wal.disk.LocalDisk;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A process that writes to a store until it is killed, and says on its output what was
 * acknowledged: {@code <signal> <first item> <items>}, a line per request, written after the
 * acknowledgement.
 *
 * <p>Arguments: folder, first number, threads; and perhaps a step of the store at which the process
 * ends by itself, as it would by a kill, and how often it passes the step before.
 */
final class WriterProcess {
  static final EmbeddedSettings SETTINGS =
      EmbeddedSettings.DEFAULTS.withSegments(300, 300).withLog(60_000);

  /** Exit status of a process that came to its step. */
  static final int ENDED_AT_STEP = 86;

  private static final int ITEMS = 7;

  private WriterProcess() {}

  public static void main(String[] arguments) {
    AtomicLong next = new AtomicLong(Long.parseLong(arguments[1]));
    StoreSteps steps =
        arguments.length < 5
            ? StoreSteps.NONE
            : endAt(arguments[3], Integer.parseInt(arguments[4]));
    EmbeddedStore store =
        EmbeddedStore.open(
            RenameSteps.of(new LocalDisk(Path.of(arguments[0])), steps),
            StoreWorld.PARTS,
            settings(arguments).withSteps(steps));
    for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
      Thread.ofPlatform().start(() -> write(store, next, System.out));
    }
  }

  /** The log is cut long before a buffer is full, so that there are small segments to be merged. */
  private static EmbeddedSettings settings(String[] arguments) {
    boolean merging = arguments.length > 3 && arguments[3].startsWith("merged.");
    return merging ? SETTINGS.withSegments(3_000, 3_000) : SETTINGS;
  }

  private static StoreSteps endAt(String step, int passed) {
    AtomicInteger left = new AtomicInteger(passed);
    return reached -> {
      if (reached.equals(step) && left.getAndDecrement() == 0) {
        Runtime.getRuntime().halt(ENDED_AT_STEP);
      }
    };
  }

  @SuppressWarnings("InfiniteLoopStatement") // until the process is killed
  private static void write(EmbeddedStore store, AtomicLong next, PrintStream out) {
    while (true) {
      long first = next.getAndAdd(ITEMS);
      Signal signal = Signal.values()[(int) (first / ITEMS % 3)];
      EncodedBatch batch = NumberedBatches.batch(signal, first, ITEMS);
      try {
        store.write(batch);
      } catch (StoreException _) {
        continue; // full just now; the next number
      }
      synchronized (out) {
        out.print(signal + " " + first + " " + ITEMS + "\n");
        out.flush();
      }
    }
  }
}
