package io.midwatch.storage.columnar;

import io.midwatch.model.Signal;
import io.midwatch.storage.columnar.file.OpenReads;
import io.midwatch.storage.columnar.retention.DiskRoom;
import io.midwatch.storage.columnar.retention.Expiry;
import io.midwatch.storage.columnar.retention.Leaving;
import io.midwatch.storage.columnar.rollup.DurableRollups;
import io.midwatch.storage.wal.WriteAheadLog;
import io.midwatch.storage.wal.ledger.DurableLedger;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store's background work: one thread seals, checkpoints, makes room and expires; another
 * merges, for merging takes long and sealing must not wait for it.
 */
final class Upkeep {
  private static final Logger log = LoggerFactory.getLogger(Upkeep.class);

  /** A log larger than one of so many parts of where it is cut is sealed at the end: 32 MB. */
  private static final int MUCH_LOG_PART = 32;

  private final Rooms rooms;
  private final EmbeddedSettings settings;
  private final InstantSource clock;
  private final long logBytes;
  private final long logFileBytes;
  private final KeeperThread sealing = new KeeperThread("midwatch-store", this::keep);
  private final KeeperThread merging = new KeeperThread("midwatch-compaction", this::merge);

  /** Null while the log is replayed. */
  private volatile @Nullable DurableLedger ledger;

  /** What is looked after. */
  record Rooms(
      Buffers buffers,
      Keeper keeper,
      WriteAheadLog wal,
      DurableRollups rollups,
      DiskRoom room,
      Expiry expiry,
      Leaving leaving,
      StoreCompaction compaction,
      Warming warming,
      OpenReads reads) {}

  /**
   * @param logBytes the log is cut when it is larger
   * @param logFileBytes at which a file of it is full
   */
  Upkeep(
      Rooms rooms,
      EmbeddedSettings settings,
      InstantSource clock,
      long logBytes,
      long logFileBytes) {
    this.rooms = rooms;
    this.settings = settings;
    this.clock = clock;
    this.logBytes = logBytes;
    this.logFileBytes = logFileBytes;
  }

  /** Seals from now on, or a long log would not fit into the buffers while it is replayed. */
  void startSealing() {
    sealing.start();
  }

  /** The log is replayed: from now on it is cut, figures are saved and files are merged. */
  void startAll(DurableLedger opened) {
    this.ledger = opened;
    rooms.keeper.logIsOpen();
    merging.start();
  }

  void wake() {
    sealing.wake();
  }

  /** Why buffers cannot be sealed just now, null when they can. */
  @Nullable String problem() {
    return sealing.problem();
  }

  private void keep() {
    Instant now = clock.instant();
    rooms.leaving.closeUnread();
    rooms.room.make(now, rooms.leaving.bytes());
    rooms.buffers.turnOverOld(now);
    rooms.keeper.seal();
    if (rooms.rollups.checkpointDue() || rooms.wal.sizeBytes() > mostLogBytes()) {
      sealAll();
    }
    if (rooms.room.shortage() != null) {
      rooms.keeper.cutLogWhileNothingComes(nanos(now));
    }
    settings
        .retention()
        .forEach((signal, kept) -> rooms.expiry.before(signal, nanos(now.minus(kept))));
    DurableLedger counts = ledger;
    if (counts != null) {
      counts.save();
    }
  }

  /** For want of room the log is cut as soon as a file of it may go: a segment is much smaller. */
  private long mostLogBytes() {
    return rooms.room.shortage() == null ? logBytes : logFileBytes;
  }

  private void sealAll() {
    rooms.buffers.turnOver();
    rooms.keeper.seal();
    rooms.keeper.checkpoint();
  }

  /** After the looks that follow a start: merges and removes old figures until nothing is left. */
  private void merge() {
    rooms.warming.run(merging::isClosed);
    rooms.compaction.expire(clock.instant());
    boolean more = true;
    while (more && rooms.room.shortage() == null && !merging.isClosed()) {
      more = rooms.reads.during(() -> rooms.compaction.run(clock.instant()));
    }
  }

  private static long nanos(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
  }

  /** Waits for the round under way, so that only one of the two changes files. */
  void expire(Signal signal, long beforeUnixNano) {
    sealing.exclusively(() -> rooms.expiry.before(signal, beforeUnixNano));
  }

  void seal() {
    sealing.exclusively(this::sealAll);
  }

  /**
   * An orderly end leaves little to be replayed, for with many series buffers hold millions of
   * points. What cannot be sealed is in the log.
   */
  void sealMuch() {
    if (rooms.wal.fenced()
        || rooms.room.shortage() != null
        || sealing.problem() != null
        || rooms.wal.sizeBytes() <= logBytes / MUCH_LOG_PART) {
      return;
    }
    try {
      seal();
    } catch (RuntimeException e) {
      log.atWarn().setCause(e).log("buffers could not be sealed at the end; the log has them");
    }
  }

  void stopMerging() {
    merging.close();
  }

  void stopSealing() {
    sealing.close();
  }
}
