package io.midwatch.storage.columnar;

import io.midwatch.model.LogRecord;
import io.midwatch.model.Signal;
import io.midwatch.storage.columnar.file.OpenReads;
import io.midwatch.storage.columnar.log.LogsStored;
import io.midwatch.storage.columnar.manifest.Manifest;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.rollup.CanonicalSpan;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.wal.BatchApplier;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes batches from the log into hot buffers and rollups, in log order, live and in replay. What
 * listed files hold already is skipped. One thread applies; {@link #exclusively} keeps it out while
 * buffers are turned over.
 */
final class Ingest implements BatchApplier {
  /** Full buffers that may wait to be sealed, per signal. */
  static final int MOST_WAITING = 2;

  private static final Duration RETRY = Duration.ofSeconds(1);

  /** How often an applier that waits for a buffer looks whether there is any hope. */
  private static final long LOOK_MILLIS = 100;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition sealed = lock.newCondition();
  private final Map<Signal, HotSignal> signals = new EnumMap<>(Signal.class);
  private final Map<Signal, Long> sealedThrough = new EnumMap<>(Signal.class);
  private final long progressPosition;
  private final Derivation derivation;
  private final SpanHistory history;
  private final Progress progress;
  private final InstantSource clock;
  private final OpenReads reads;
  private final Runnable onFull;
  private final Supplier<Duration> noRoom;
  private final Supplier<@Nullable String> problem;
  private final BooleanSupplier crowded;
  private volatile boolean replaying = true;
  private boolean closed;
  private long latestItem;
  private volatile long lastApplied;

  /** One signal's buffers as the applier sees them. */
  interface HotSignal {
    /** Appends a batch; returns the items it became. */
    int append(long position, EncodedBatch batch, Instant now);

    void publish();

    /** Full buffers that wait to be sealed. */
    int waiting();
  }

  /**
   * @param reads has every batch that is applied: it looks into segments for spans it repeats
   * @param onFull told when a buffer is full and waits to be sealed
   * @param noRoom how long senders should wait for room on the disk, zero when there is some
   * @param problem why buffers cannot be sealed just now, null when they can: a replay gives up
   * @param crowded whether figures should be written down before more are counted
   */
  Ingest(
      Manifest manifest,
      Derivation derivation,
      SpanHistory history,
      Progress progress,
      InstantSource clock,
      OpenReads reads,
      Runnable onFull,
      Supplier<Duration> noRoom,
      Supplier<@Nullable String> problem,
      BooleanSupplier crowded) {
    for (Signal signal : Signal.values()) {
      sealedThrough.put(signal, manifest.totals(signal).sealedThrough());
    }
    this.progressPosition = manifest.progressPosition();
    this.derivation = derivation;
    this.history = history;
    this.progress = progress;
    this.clock = clock;
    this.reads = reads;
    this.onFull = onFull;
    this.noRoom = noRoom;
    this.problem = problem;
    this.crowded = crowded;
    this.lastApplied = manifest.rollupPosition();
  }

  void connect(Signal signal, HotSignal hot) {
    signals.put(signal, hot);
  }

  private HotSignal hot(Signal signal) {
    HotSignal hot = signals.get(signal);
    if (hot == null) {
      throw new IllegalStateException("no buffers for " + signal);
    }
    return hot;
  }

  @Override
  public int apply(long position, EncodedBatch batch) {
    lock.lock();
    try {
      if (position <= sealedThrough.getOrDefault(batch.signal(), -1L)) {
        covered(position, batch.signal(), () -> batch);
        return 0;
      }
      if (batch.signal() == Signal.TRACES) {
        history.applied(position, batch);
      } else {
        history.passed(batch.receivedUnixNano());
      }
      HotSignal hot = hot(batch.signal());
      awaitRoom(hot);
      int waiting = hot.waiting();
      latestItem = 0;
      int items =
          reads.during(() ->
              derivation.counting(
                  position,
                  batch.receivedUnixNano(),
                  () -> hot.append(position, batch, clock.instant())));
      if (position > progressPosition) {
        progress.stored(
            batch.source(), batch.signal(), latestItem, batch.receivedUnixNano(), items);
      }
      lastApplied = Math.max(lastApplied, position);
      if (hot.waiting() > waiting || crowded.getAsBoolean()) {
        onFull.run();
      }
      return items;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void covered(long position, Signal signal, Supplier<EncodedBatch> batch) {
    if (signal == Signal.TRACES) {
      history.sealed(position, batch);
    }
  }

  /** From now on batches come from senders. */
  void replayed() {
    history.recallPending();
    replaying = false;
  }

  /**
   * A replay waits for sealing to catch up. Live, senders are refused before it comes to that, and
   * what was let in meanwhile is taken all the same: everybody waits for the thread that applies,
   * so it must not wait for a disk that may be full.
   */
  private void awaitRoom(HotSignal hot) {
    try {
      while (replaying && (hot.waiting() >= MOST_WAITING || crowded.getAsBoolean())) {
        if (closed) {
          throw new StoreException("the store was closed before a buffer was free");
        }
        String reason = problem.get();
        if (reason != null) {
          throw new IllegalStateException(reason);
        }
        onFull.run();
        boolean _ = sealed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("interrupted while waiting for a buffer to be sealed", e);
    }
  }

  void stored(CanonicalSpan span) {
    latestItem = Math.max(latestItem, span.startTimeUnixNano());
    derivation.stored(span);
  }

  /** How log records are counted that became rows. */
  LogsStored logsStored() {
    return new LogsStored() {
      @Override
      public boolean wants(int severityNumber) {
        return derivation.derivesLogs(severityNumber);
      }

      @Override
      public void stored(int row, long timeUnixNano, @Nullable LogRecord record) {
        latestItem = Math.max(latestItem, timeUnixNano);
        if (record != null) {
          derivation.stored(record);
        }
      }
    };
  }

  /** Notes the time of a point that was read. */
  void storedPoint(long timeUnixNano) {
    latestItem = Math.max(latestItem, timeUnixNano);
  }

  @Override
  public void publish() {
    lock.lock();
    try {
      signals.values().forEach(HotSignal::publish);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Duration retryAfter() {
    for (HotSignal signal : signals.values()) { // once per request: no stream
      if (signal.waiting() >= MOST_WAITING) {
        return RETRY;
      }
    }
    return crowded.getAsBoolean() ? RETRY : noRoom.get();
  }

  /** Nothing has come until now: the log is kept for no span that is older than the window. */
  void nothingCame(long nowUnixNano) {
    exclusively(() -> history.passed(nowUnixNano));
  }

  /** The first position of the log that later spans may be derived beside. */
  long historyFrom() {
    return history.from();
  }

  /** The last position that was applied. */
  long lastApplied() {
    return lastApplied;
  }

  /** Runs while nothing is being applied, then wakes an applier that waits for room. */
  void exclusively(Runnable change) {
    lock.lock();
    try {
      change.run();
      sealed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Lets an applier that waits for room give up; what is in the log is applied at the next start.
   */
  void close() {
    lock.lock();
    try {
      closed = true;
      sealed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
