package io.midwatch.storage.columnar;

import io.midwatch.storage.columnar.manifest.ManifestFile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Keeps the number of files small: segments of every signal, and rollups. One thread at a time. */
final class StoreCompaction {
  private static final Duration EXPIRY_EVERY = Duration.ofMinutes(1);

  /** Rows of 15 s are over by whole hours. */
  private static final Duration LOOK_EVERY = Duration.ofHours(1);

  private final Compaction merging;
  private final List<Room> rooms;
  private final Keeper keeper;
  private final ManifestFile manifest;
  private final Duration rollupRetention;
  private int rollupFiles = -1;
  private Instant nextLook = Instant.MIN;
  private Instant nextExpiry = Instant.MIN;

  /** A signal and which of its segments are merged. */
  record Room(Compacting signal, CompactionChoice choice) {}

  StoreCompaction(
      Compaction merging,
      List<Room> rooms,
      Keeper keeper,
      ManifestFile manifest,
      Duration rollupRetention) {
    this.merging = merging;
    this.rooms = List.copyOf(rooms);
    this.keeper = keeper;
    this.manifest = manifest;
    this.rollupRetention = rollupRetention;
  }

  /** Removes figures that are no longer kept. It needs no room but the manifest's. */
  void expire(Instant now) {
    if (!now.isBefore(nextExpiry)) {
      keeper.expireRollups(now.minus(rollupRetention).getEpochSecond() * 1_000_000_000L);
      nextExpiry = now.plus(EXPIRY_EVERY);
    }
  }

  /**
   * One merge of each signal at most.
   *
   * @return whether there was one
   */
  boolean run(Instant now) {
    boolean merged = false;
    for (Room room : rooms) {
      merged |= merging.run(room.signal(), room.choice(), now);
    }
    if (manifest.current().rollups().size() != rollupFiles || !now.isBefore(nextLook)) {
      keeper.compactRollups();
      rollupFiles = manifest.current().rollups().size();
      nextLook = now.plus(LOOK_EVERY);
    }
    return merged;
  }
}
