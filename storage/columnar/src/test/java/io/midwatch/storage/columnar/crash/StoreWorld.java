package io.midwatch.storage.columnar.crash;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.Signal;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.columnar.EmbeddedSettings;
import io.midwatch.storage.columnar.EmbeddedStore;
import io.midwatch.storage.columnar.StoreParts;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.query.StoreStats.SignalStats;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.testkit.fixture.MutableClock;
import io.midwatch.storage.testkit.fixture.Times;
import io.midwatch.storage.wal.disk.SimulatedDisk;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * One disk, what senders have sent to the stores that were opened on it one after another, and what
 * was acknowledged. A request that was not acknowledged is sent again some time.
 */
final class StoreWorld {
  static final StoreParts PARTS =
      new StoreParts(
          new NumberedBatches(),
          new NumberedBatches(),
          new CountingDeriver(),
          IdentityKeys.DEFAULT,
          new MutableClock(Times.START.plus(Duration.ofMinutes(5))));

  private static final int SENDERS = 3;

  final SimulatedDisk disk = new SimulatedDisk();
  final Random random;
  private final String name;
  private final EmbeddedSettings settings;

  /** Every request, and whether it was acknowledged; guarded by this. */
  private final Map<EncodedBatch, Boolean> sent = new LinkedHashMap<>();

  private final Map<Signal, Long> next = new EnumMap<>(Signal.class);

  /** Items before it may have been removed. */
  private final Map<Signal, Long> expiredBefore = new EnumMap<>(Signal.class);

  StoreWorld(long seed, EmbeddedSettings settings) {
    this.name = "seed " + seed;
    this.random = new Random(seed);
    this.settings = settings;
    for (Signal signal : Signal.values()) {
      next.put(signal, 0L);
      expiredBefore.put(signal, 0L);
    }
  }

  EmbeddedStore open() {
    return EmbeddedStore.open(disk, PARTS, settings);
  }

  /** What a sender sends: some that came before, acknowledged or not, then new ones. */
  private synchronized List<EncodedBatch> toSend(int batches) {
    List<EncodedBatch> chosen = new ArrayList<>();
    sent.forEach((batch, acknowledged) -> {
      if (random.nextInt(acknowledged ? 20 : 3) == 0) {
        chosen.add(batch);
      }
    });
    for (int i = 0; i < batches; i++) {
      Signal signal = Signal.values()[random.nextInt(3)];
      int count = 1 + random.nextInt(6);
      long first = next.merge(signal, (long) count, Long::sum) - count;
      EncodedBatch batch = NumberedBatches.batch(signal, first, count);
      sent.put(batch, false);
      chosen.add(batch);
    }
    return chosen;
  }

  private synchronized void acknowledged(EncodedBatch batch) {
    sent.put(batch, true);
  }

  private synchronized boolean isAcknowledged(EncodedBatch batch) {
    return sent.getOrDefault(batch, false);
  }

  /** Sends from several threads until all is sent or the disk is dead. */
  List<Future<?>> startSending(EmbeddedStore store, ExecutorService threads, int batches) {
    List<Future<?>> senders = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      List<EncodedBatch> chosen = toSend(batches);
      senders.add(threads.submit(() -> send(store, chosen)));
    }
    return senders;
  }

  private void send(EmbeddedStore store, List<EncodedBatch> batches) {
    for (EncodedBatch batch : batches) {
      boolean known = isAcknowledged(batch);
      boolean duplicate;
      try {
        duplicate = store.write(batch).duplicate();
      } catch (StoreException _) {
        continue; // dead, or full just now
      }
      assertThat(duplicate || !known).as(name).isTrue();
      acknowledged(batch);
    }
  }

  /** Sends some on this thread. */
  void sendSome(EmbeddedStore store, int batches) {
    send(store, toSend(batches));
  }

  /** Sends what is left until nothing is. */
  void sendRest(EmbeddedStore store) throws InterruptedException {
    List<EncodedBatch> left = unacknowledged();
    while (!left.isEmpty()) {
      send(store, left);
      left = unacknowledged();
      if (!left.isEmpty()) {
        Thread.sleep(5);
      }
    }
  }

  private synchronized List<EncodedBatch> unacknowledged() {
    return sent.entrySet().stream()
        .filter(entry -> !entry.getValue())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Removes old segments of some signal. */
  void expire(EmbeddedStore store) {
    Signal signal = Signal.values()[random.nextInt(3)];
    long before = random.nextLong(1 + next.getOrDefault(signal, 0L) / 2);
    expiredBefore.merge(signal, before, Math::max);
    store.expire(signal, NumberedBatches.time(before));
  }

  /** Everything acknowledged is there once, nothing is there twice, and the counts agree. */
  void check(EmbeddedStore store) {
    Inventory inventory = Inventory.of(store);
    assertThat(inventory.reasons()).as(name).isEmpty();
    assertThat(inventory.complete()).as(name).isTrue();
    assertThat(store.damaged()).as(name).allMatch(problem -> problem.startsWith("wal/")); // torn
    for (Signal signal : Signal.values()) {
      String what = name + " " + signal;
      Set<Long> found = inventory.found(signal);
      Set<Long> acknowledged = items(signal, true);
      Set<Long> all = items(signal, false);
      assertThat(inventory.twice(signal)).as("%s, found twice", what).isZero();
      assertThat(all.containsAll(found)).as("%s, found what was sent", what).isTrue();
      Set<Long> lost = new HashSet<>(acknowledged);
      lost.removeAll(found);
      lost.removeIf(number -> number < expiredBefore.getOrDefault(signal, 0L));
      assertThat(lost).as("%s, lost", what).isEmpty();
      SignalStats stats = stats(store, signal);
      assertThat(stats.stored()).as("%s, stored", what).isEqualTo(found.size());
      assertThat(stats.duplicates()).as("%s, merged", what).isZero();
      assertThat(stats.stored() + stats.expired())
          .as("%s, stored and expired", what)
          .isBetween((long) acknowledged.size(), (long) all.size());
      if (signal != Signal.METRICS) {
        assertThat(CountingDeriver.counted(store.rollups(), signal))
            .as("%s, counted in rollups", what)
            .isEqualTo(stats.stored() + stats.expired());
      }
    }
  }

  static SignalStats stats(EmbeddedStore store, Signal signal) {
    return requireNonNull(store.stats().signals().get(signal));
  }

  /** Of a store nobody has written to since it was opened. */
  void checkLedger(EmbeddedStore store) {
    for (Signal signal : Signal.values()) {
      SignalStats stats = stats(store, signal);
      assertThat(requireNonNull(store.ledger().snapshot().signals().get(signal)).accepted())
          .as("%s %s, accepted", name, signal)
          .isEqualTo(stats.stored() + stats.expired() + stats.duplicates());
    }
  }

  private synchronized Set<Long> items(Signal signal, boolean acknowledgedOnly) {
    Set<Long> items = new HashSet<>();
    sent.forEach((batch, acknowledged) -> {
      if (batch.signal() == signal && (acknowledged || !acknowledgedOnly)) {
        long first = ByteBuffer.wrap(batch.body()).getLong();
        for (long number = first; number < first + batch.itemCount(); number++) {
          items.add(number);
        }
      }
    });
    return items;
  }

  synchronized long acknowledgedItems() {
    return sent.entrySet().stream()
        .filter(Map.Entry::getValue)
        .mapToLong(entry -> entry.getKey().itemCount())
        .sum();
  }

  /** Ends the store's threads; whatever it still tries fails when its disk is dead. */
  static void close(EmbeddedStore store) {
    try {
      store.close();
    } catch (StoreException _) {
      // the power is gone
    }
  }
}
