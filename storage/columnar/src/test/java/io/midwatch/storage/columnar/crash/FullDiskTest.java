package io.midwatch.storage.columnar.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.midwatch.model.Signal;
import io.midwatch.storage.columnar.EmbeddedSettings;
import io.midwatch.storage.columnar.EmbeddedStore;
import io.midwatch.storage.columnar.StoreParts;
import io.midwatch.storage.columnar.StoreSteps;
import io.midwatch.storage.columnar.retention.DiskLimits;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.StoreOverloadedException;
import io.midwatch.storage.wal.disk.SimulatedDisk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Fills the disk while the store writes each of its files, and makes room again. Senders are told
 * to retry, questions are answered, and in the end everything acknowledged is there once.
 */
@Timeout(120)
class FullDiskTest {
  private static final int ITEMS = 10;
  private static final EmbeddedSettings SETTINGS =
      EmbeddedSettings.DEFAULTS
          .withSegments(1_000, 1_000)
          .withLog(400_000)
          .withRoom(DiskLimits.NONE);

  /** Derives spans beside those of two minutes, which batches are older than. */
  private static final StoreParts RECALLING =
      new StoreParts(
          StoreWorld.PARTS.decoder(),
          StoreWorld.PARTS.encoder(),
          new CountingDeriver() {
            @Override
            public Duration recalls() {
              return Duration.ofMinutes(2);
            }
          },
          StoreWorld.PARTS.identityKeys(),
          StoreWorld.PARTS.clock());

  private final SimulatedDisk disk = new SimulatedDisk();
  private final QuietLogs quiet = new QuietLogs();
  private long next;

  /** First numbers of the batches that were acknowledged; every batch is sent for every signal. */
  private final Set<Long> acknowledged = new HashSet<>();

  private EmbeddedStore store = EmbeddedStore.open(disk, StoreWorld.PARTS, SETTINGS);

  @BeforeEach
  void fill() {
    send(20);
  }

  @AfterEach
  void close() {
    store.close();
    quiet.close();
  }

  /** Sends batches until that many are stored for every signal. */
  private void send(int batches) {
    for (int i = 0; i < batches; i++) {
      sendOne();
    }
  }

  private void sendOne() {
    for (Signal signal : Signal.values()) {
      store.write(NumberedBatches.batch(signal, next, ITEMS));
    }
    acknowledged.add(next);
    next += ITEMS;
  }

  private void restart() {
    store.close();
    store = EmbeddedStore.open(disk, StoreWorld.PARTS, SETTINGS);
  }

  private void reopen(EmbeddedSettings settings) {
    store.close();
    store = EmbeddedStore.open(disk, StoreWorld.PARTS, settings);
  }

  private void requireEverythingOnce() {
    Inventory inventory = Inventory.of(store);
    assertThat(inventory.reasons()).isEmpty();
    for (Signal signal : Signal.values()) {
      Set<Long> found = inventory.found(signal);
      assertThat(inventory.twice(signal)).as("%s twice", signal).isZero();
      for (long first : acknowledged) {
        for (long number = first; number < first + ITEMS; number++) {
          assertThat(found).as("%s", signal).contains(number);
        }
      }
      if (signal != Signal.METRICS) {
        assertThat(CountingDeriver.counted(store.rollups(), signal))
            .as("%s counted", signal)
            .isEqualTo(found.size());
      }
    }
  }

  private void leaveFree(long bytes) {
    disk.faults().quota(0);
    disk.faults().quota(used() + bytes);
  }

  private long used() {
    return used("");
  }

  private long used(String folder) {
    long bytes = 0;
    for (String name : disk.list(folder)) {
      String path = folder.isEmpty() ? name : folder + "/" + name;
      bytes += disk.list(path).isEmpty() && !isFolder(name) ? disk.size(path) : used(path);
    }
    return bytes;
  }

  private static boolean isFolder(String name) {
    return List.of("wal", "traces", "logs", "metrics", "rollups").contains(name);
  }

  private void await(BooleanSupplier condition) {
    try {
      long start = System.nanoTime();
      while (!condition.getAsBoolean()) {
        if (System.nanoTime() - start > 30_000_000_000L) {
          throw new AssertionError(
              "waited in vain: %d bytes used (log %d, rollups %d, traces %d), problem %s, damaged %s"
                  .formatted(
                      used(),
                      used("wal"),
                      used("rollups"),
                      used("traces"),
                      store.problem(),
                      store.damaged()));
        }
        Thread.sleep(10);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aLogThatCannotBeWrittenIsARefusalAndNoFence() {
    leaveFree(40);
    int files = disk.list("wal").size();
    assertThatThrownBy(this::sendOne)
        .isInstanceOfSatisfying(
            StoreOverloadedException.class, e -> assertThat(e.retryAfter()).isPositive())
        .hasMessageContaining("no space left");
    assertThat(store.problem()).hasValueSatisfying(why -> assertThat(why).contains("no space"));
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(this::sendOne).isInstanceOf(StoreOverloadedException.class);
    }
    requireEverythingOnce();
    assertThat(disk.list("wal")).hasSizeLessThanOrEqualTo(files + 1);
    disk.faults().quota(Long.MAX_VALUE);
    await(() -> store.problem().isEmpty());
    send(5);
    requireEverythingOnce();
    restart();
    requireEverythingOnce();
    assertThat(store.damaged()).isEmpty();
  }

  /** How much is free decides which file is the one that does not fit. */
  @Test
  void aSealThatDoesNotFitLeavesNoFileAndIsMadeUpFor() {
    Set<String> where = new HashSet<>();
    for (long free = 0; free < 20_000; free += 900) {
      send(3);
      leaveFree(free);
      try {
        store.seal();
      } catch (StoreException e) {
        where.add(String.valueOf(e.getMessage()).replaceAll("[0-9]{10}.*|MANIFEST.*", ""));
        await(() -> unlisted() <= 3);
      }
      requireEverythingOnce();
      disk.faults().quota(Long.MAX_VALUE);
      store.seal();
      requireEverythingOnce();
      await(() -> unlisted() == 0);
    }
    assertThat(where).hasSizeGreaterThanOrEqualTo(3);
    restart();
    requireEverythingOnce();
    assertThat(store.damaged()).isEmpty();
  }

  /** Files in the folders of segments that are not listed; a merge may change both meanwhile. */
  private long unlisted() {
    long files = 0;
    for (Signal signal : Signal.values()) {
      files += disk.list(signal.label()).size();
    }
    return files
        - store.figures().signals().values().stream().mapToLong(each -> each.segments()).sum();
  }

  /**
   * Also what is kept of it only because spans are derived beside others, and nothing comes now.
   */
  @Test
  void aLogThatFillsTheDiskIsSealedAndCut() {
    store.close();
    store =
        EmbeddedStore.open(
            disk,
            RECALLING,
            SETTINGS
                .withSegments(100_000, 100_000)
                .withRoom(new DiskLimits(Long.MAX_VALUE, 400_000, Duration.ofHours(1))));
    while (used("wal") < 80_000) {
      sendOne();
    }
    assertThat(used("traces")).as("nothing is sealed").isZero();
    leaveFree(180_000);
    await(() -> used("traces") > 0 && used("wal") <= 50_000);
    requireEverythingOnce();
    disk.faults().quota(Long.MAX_VALUE);
    await(() -> store.problem().isEmpty());
    send(5);
    restart();
    requireEverythingOnce();
  }

  @Test
  void aManifestThatDoesNotFitChangesNothing() {
    store.seal();
    send(3);
    disk.faults().writeShort(path -> path.startsWith("MANIFEST"));
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(store::seal).hasMessageContaining("MANIFEST");
    }
    assertThat(disk.exists("MANIFEST.tmp")).isFalse();
    requireEverythingOnce();
    send(3);
    await(() -> unlisted() <= 3); // written once, not once a try
    SimulatedDisk crashed = disk.copy();
    disk.faults().writeShort(_ -> false);
    store.seal();
    requireEverythingOnce();
    await(() -> unlisted() == 0);
    EmbeddedStore after = EmbeddedStore.open(crashed, StoreWorld.PARTS, SETTINGS);
    EmbeddedStore before = store;
    store = after;
    try {
      requireEverythingOnce();
    } finally {
      after.close();
      store = before;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"segment", "MANIFEST"})
  void aMergeThatDoesNotFitLeavesItsPartsAndNoFile(String file) {
    boolean[] full = new boolean[1];
    StoreSteps fillUp =
        step -> {
          if (step.equals("merged.written")) {
            full[0] = true;
          }
        };
    reopen(SETTINGS.withSteps(fillUp));
    for (int i = 0; i < 6; i++) {
      send(2);
      store.seal();
    }
    if (file.equals("MANIFEST")) {
      disk.faults().writeShort(path -> path.startsWith(file) && full[0]);
    } else {
      disk.faults().writeShort(path -> path.endsWith(".tmp") || path.endsWith(".seg"));
    }
    long parts = disk.list("traces").size();
    for (int i = 0; i < 2; i++) {
      send(2);
      try {
        store.seal();
      } catch (StoreException _) {
        // the disk is full
      }
    }
    pause(1_500);
    requireEverythingOnce();
    disk.faults().writeShort(_ -> false);
    store.seal();
    await(() -> unlisted() == 0);
    assertThat(disk.list("traces")).hasSizeGreaterThanOrEqualTo((int) parts);
    requireEverythingOnce();
    restart();
    requireEverythingOnce();
    assertThat(store.damaged()).isEmpty();
  }

  /** However many senders there are, and for as long as the disk is full. */
  @Test
  void noSenderWaitsForRoomOnTheDisk() throws Exception {
    reopen(SETTINGS.withSegments(2 * ITEMS, 2 * ITEMS));
    store.seal();
    disk.faults().writeShort(path -> path.endsWith(".tmp") || path.endsWith(".seg"));
    Set<Long> taken = ConcurrentHashMap.newKeySet();
    AtomicLong numbers = new AtomicLong(next);
    AtomicLong refused = new AtomicLong();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<?>> senders = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        senders.add(
            threads.submit(() -> {
              for (int batch = 0; batch < 10; batch++) {
                long first = numbers.getAndAdd(ITEMS);
                try {
                  store.write(NumberedBatches.batch(Signal.TRACES, first, ITEMS));
                  taken.add(first);
                } catch (StoreOverloadedException _) {
                  refused.incrementAndGet();
                }
              }
            }));
      }
      for (Future<?> sender : senders) {
        sender.get(20, TimeUnit.SECONDS);
      }
    }
    assertThat(refused.get()).isPositive();
    assertThat(taken).isNotEmpty();
    disk.faults().writeShort(_ -> false);
    await(() -> store.problem().isEmpty() && store.figures().takesData());
    Inventory inventory = Inventory.of(store);
    assertThat(inventory.twice(Signal.TRACES)).isZero();
    assertThat(inventory.found(Signal.TRACES))
        .hasSize((20 + taken.size()) * ITEMS)
        .containsAll(taken);
    restart();
    assertThat(Inventory.of(store).found(Signal.TRACES)).hasSize((20 + taken.size()) * ITEMS);
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void belowTheReserveTheOldestGoThenNothingIsTakenUntilThereIsRoom() {
    store.seal();
    send(5);
    store.seal();
    long reserve = 100_000;
    reopen(SETTINGS.withRoom(DiskLimits.NONE.withReserve(reserve).keeping(Duration.ZERO)));
    leaveFree(reserve - 1_000);
    await(() -> expired() > 0);
    assertThat(expired()).as("only what was needed").isLessThan(25 * ITEMS);
    assertThat(store.problem()).isEmpty();
    leaveFree(reserve / 4);
    await(() -> store.problem().isPresent());
    assertThat(store.problem().orElseThrow()).contains("the disk is full").contains("are free");
    assertThat(store.figures().takesData()).isFalse();
    assertThatThrownBy(this::sendOne).isInstanceOf(StoreOverloadedException.class);
    assertThat(Inventory.of(store).complete()).isTrue();
    disk.faults().quota(Long.MAX_VALUE);
    await(() -> store.problem().isEmpty());
    acknowledged.clear();
    send(3);
    requireAcknowledged();
    restart();
    requireAcknowledged();
  }

  private long expired() {
    return StoreWorld.stats(store, Signal.TRACES).expired();
  }

  private void requireAcknowledged() {
    Inventory inventory = Inventory.of(store);
    for (Signal signal : Signal.values()) {
      assertThat(inventory.twice(signal)).isZero();
      assertThat(inventory.found(signal)).containsAll(acknowledged);
    }
  }

  @Test
  void whatIsYoungerThanTheFloorStaysHoweverFullTheDisk() {
    store.seal();
    long limit = used() / 2;
    reopen(SETTINGS.withRoom(DiskLimits.NONE.withLimit(limit).keeping(Duration.ofHours(1))));
    await(() -> store.problem().isPresent());
    assertThat(store.problem().orElseThrow()).contains("the store is full");
    assertThatThrownBy(this::sendOne).isInstanceOf(StoreOverloadedException.class);
    assertThat(expired()).isZero();
    requireEverythingOnce();
  }

  @Test
  void beyondTheLimitTheOldestGoAndTheStoreGoesOn() {
    reopen(
        SETTINGS
            .withSegments(50, 50)
            .withRoom(DiskLimits.NONE.withLimit(60_000).keeping(Duration.ZERO)));
    while (expired() == 0) {
      await(this::sent);
    }
    // The manifest, the ledger and the hashes of requests are not telemetry and do not count.
    await(() -> used() < 60_000 + 20_000 && store.problem().isEmpty());
    acknowledged.clear();
    await(this::sent);
    requireAcknowledged();
  }

  private boolean sent() {
    try {
      sendOne();
      return true;
    } catch (StoreOverloadedException _) {
      return false;
    }
  }
}
