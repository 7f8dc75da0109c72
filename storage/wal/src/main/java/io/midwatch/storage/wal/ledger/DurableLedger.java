package io.midwatch.storage.wal.ledger;

import io.midwatch.model.Signal;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.control.IngestLedger;
import io.midwatch.storage.wal.disk.Disk;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToLongFunction;

/**
 * A ledger in the data folder. What was accepted is not taken from its file: it is what the store
 * holds, held and merged, so it is exact however the process ended. Repeated requests are in no
 * log: they are saved before their sender is told, many at once when many come. The other counts
 * are saved by {@link #save}, every second or so, and a crash loses what came since. Thread-safe;
 * memory is bounded by the reasons its callers use.
 */
public final class DurableLedger implements IngestLedger {
  /** The file in the data folder. */
  public static final String FILE = "LEDGER";

  private static final System.Logger log = System.getLogger(DurableLedger.class.getName());

  private final Disk disk;
  private final Map<Signal, Counts> counts = new EnumMap<>(Signal.class);
  private final ReentrantLock saving = new ReentrantLock();
  private boolean changed;

  private DurableLedger(Disk disk, Map<Signal, Entry> saved, ToLongFunction<Signal> accepted) {
    this.disk = disk;
    for (Signal signal : Signal.values()) {
      Counts of = new Counts(saved.getOrDefault(signal, Entry.ZERO));
      of.accepted = accepted.applyAsLong(signal);
      counts.put(signal, of);
    }
  }

  /**
   * Goes on where the file ends.
   *
   * @param accepted items of a signal the store ever took in: those it holds, those that expired
   *     and those it merged into equal ones
   * @throws StoreException when the file is damaged
   */
  public static DurableLedger open(Disk disk, ToLongFunction<Signal> accepted) {
    Map<Signal, Entry> saved = disk.exists(FILE) ? LedgerCodec.read(disk.readAll(FILE)) : Map.of();
    return new DurableLedger(disk, saved, accepted);
  }

  /** Returns when duplicates are durable, unless the disk fails: the next save tries again. */
  @Override
  public void received(
      Signal signal, long accepted, long duplicates, Map<String, Long> rejectedByReason) {
    count(signal, accepted, duplicates, rejectedByReason);
    if (duplicates > 0) {
      try {
        save();
      } catch (StoreException e) {
        log.log(Level.WARNING, "the ledger could not be saved, it is tried again", e);
      }
    }
  }

  private synchronized void count(
      Signal signal, long accepted, long duplicates, Map<String, Long> rejectedByReason) {
    requireNotNegative("accepted", accepted);
    requireNotNegative("duplicates", duplicates);
    rejectedByReason.forEach(DurableLedger::requireNotNegative);
    Counts of = of(signal);
    of.accepted += accepted;
    of.duplicates += duplicates;
    rejectedByReason.forEach((reason, items) -> of.rejected.merge(reason, items, Long::sum));
    changed |= duplicates > 0 || !rejectedByReason.isEmpty();
  }

  @Override
  public synchronized void refused(Signal signal, String reason, long bytes) {
    requireNotNegative("bytes", bytes);
    Counts of = of(signal);
    of.refused.merge(reason, 1L, Long::sum);
    of.refusedBytes += bytes;
    changed = true;
  }

  @Override
  public synchronized Ledger snapshot() {
    Map<Signal, Entry> entries = new EnumMap<>(Signal.class);
    counts.forEach((signal, of) -> entries.put(signal, of.entry()));
    return new Ledger(entries);
  }

  /**
   * Makes the counts durable when any of them changed that the store does not know itself.
   *
   * @throws StoreException when they could not be written; the next call tries again
   */
  public void save() {
    saving.lock(); // one save takes along the counts of all who wait here
    try {
      saveChanges();
    } finally {
      saving.unlock();
    }
  }

  private void saveChanges() {
    Ledger now;
    synchronized (this) {
      if (!changed) {
        return;
      }
      changed = false;
      now = snapshot();
    }
    boolean saved = false;
    try {
      disk.replace(FILE, ByteBuffer.wrap(LedgerCodec.write(now.signals())));
      saved = true;
    } finally {
      if (!saved) {
        synchronized (this) {
          changed = true;
        }
      }
    }
  }

  private Counts of(Signal signal) {
    return java.util.Objects.requireNonNull(counts.get(signal));
  }

  private static void requireNotNegative(String what, long amount) {
    if (amount < 0) {
      throw new IllegalArgumentException(what + " must not be negative: " + amount);
    }
  }

  private static final class Counts {
    private final Map<String, Long> rejected;
    private final Map<String, Long> refused;
    private long accepted;
    private long duplicates;
    private long refusedBytes;

    Counts(Entry saved) {
      rejected = new HashMap<>(saved.rejectedByReason());
      refused = new HashMap<>(saved.refusedRequestsByReason());
      duplicates = saved.duplicates();
      refusedBytes = saved.refusedBytes();
    }

    private Entry entry() {
      long rejectedItems = rejected.values().stream().mapToLong(Long::longValue).sum();
      long received = accepted + duplicates + rejectedItems;
      return new Entry(received, accepted, duplicates, rejected, refused, refusedBytes);
    }
  }
}
