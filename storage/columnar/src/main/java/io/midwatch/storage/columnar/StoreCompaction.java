package io.midwatch.storage.columnar;

import io.midwatch.storage.columnar.manifest.ManifestFile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Keeps the number of files small: segments of every signal, and rollups. One thread at a time. */
final class StoreCompaction {
  private static final Duration EXPIRY_EVERY = Duration.ofMinutes(1);

  private final Compaction merging;
  private final List<Room> rooms;
  private final Keeper keeper;
  private final ManifestFile manifest;
  private final Duration rollupRetention;
  private int rollupFiles = -1;
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
    if (!now.isBefore(nextExpiry)) {
      keeper.expireRollups(now.minus(rollupRetention).getEpochSecond() * 1_000_000_000L);
      nextExpiry = now.plus(EXPIRY_EVERY);
    }
    int files = manifest.current().rollups().size();
    if (files != rollupFiles) {
      // it reads every file to be merged, so it is asked only when there is another one
      keeper.compactRollups();
      rollupFiles = manifest.current().rollups().size();
    }
    return merged;
  }
}
