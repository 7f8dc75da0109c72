package io.midwatch.storage.columnar.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.Signal;
import io.midwatch.storage.columnar.EmbeddedSettings;
import io.midwatch.storage.columnar.EmbeddedStore;
import io.midwatch.storage.contract.StoreOverloadedException;
import io.midwatch.storage.wal.Durability;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ingest, sealing, merging and questions at once. Counts never fall, nothing is found twice while
 * buffers become segments and segments become one, and what was acknowledged before a question is
 * in its answer. {@code -Dmidwatch.stress.seconds=60} does it longer.
 */
@Timeout(600)
class StressTest {
  private static final long SECONDS = Long.getLong("midwatch.stress.seconds", 6);
  private static final int ITEMS = 20;

  /** So that answers stay small enough to be compared item by item, again and again. */
  private static final int MOST_ITEMS = 40_000;

  private final LongAdder merges = new LongAdder();

  private final EmbeddedSettings settings =
      EmbeddedSettings.DEFAULTS
          .withDurability(Durability.OS)
          .withSegments(4_000, 4_000)
          .withLog(100_000)
          .withSteps(this::count);

  @TempDir Path folder;

  private final AtomicLong next = new AtomicLong();
  private final AtomicBoolean done = new AtomicBoolean();
  private final LongAdder refused = new LongAdder();
  private final LongAdder questions = new LongAdder();
  private final LongAdder seals = new LongAdder();
  private final Map<Signal, Set<Long>> acknowledged = new EnumMap<>(Signal.class);

  /** What readers have seen so far; each figure may only grow. One reader thread has one. */
  private static final class Seen {
    private final Map<String, Long> figures = new ConcurrentHashMap<>();

    void atLeastAsBefore(String what, long now) {
      Long before = figures.put(what, now);
      assertThat(now)
          .as("%s, never fewer than before", what)
          .isGreaterThanOrEqualTo(before == null ? 0 : before);
    }
  }

  @Test
  void countsNeverFallAndNothingIsFoundTwice() throws Exception {
    for (Signal signal : Signal.values()) {
      acknowledged.put(signal, ConcurrentHashMap.newKeySet());
    }
    long mostSegments;
    try (QuietLogs _ = new QuietLogs();
        EmbeddedStore store = EmbeddedStore.open(folder, StoreWorld.PARTS, settings);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> work =
          List.of(
              threads.submit(() -> send(store)),
              threads.submit(() -> send(store)),
              threads.submit(() -> seal(store)),
              threads.submit(() -> ask(store)),
              threads.submit(() -> count(store)));
      mostSegments = watch(store, work);
      done.set(true);
      for (Future<?> each : work) {
        each.get();
      }
      requireAcknowledged(store, Inventory.of(store));
      say(store, mostSegments);
    }
    try (QuietLogs _ = new QuietLogs();
        EmbeddedStore again = EmbeddedStore.open(folder, StoreWorld.PARTS, settings)) {
      requireAcknowledged(again, Inventory.of(again));
    }
  }

  private void count(String step) {
    if (step.equals("merged.installed")) {
      merges.increment();
    }
  }

  /** The most segments there were; a slow machine goes on until some were merged. */
  private long watch(EmbeddedStore store, List<Future<?>> work)
      throws ExecutionException, InterruptedException {
    long most = 0;
    long end = System.nanoTime() + SECONDS * 1_000_000_000L;
    long latest = end + 60_000_000_000L;
    while (System.nanoTime() < end || merges.sum() == 0 && System.nanoTime() < latest) {
      most = Math.max(most, segments(store));
      for (Future<?> each : work) {
        if (each.isDone()) {
          each.get(); // a failure ends the test at once
        }
      }
      Thread.sleep(20);
    }
    return most;
  }

  private static long segments(EmbeddedStore store) {
    return store.figures().signals().values().stream().mapToLong(each -> each.segments()).sum();
  }

  private void send(EmbeddedStore store) {
    long pauseNanos = SECONDS * 1_000_000_000L / (MOST_ITEMS / ITEMS / 2);
    while (!done.get()) {
      long first = next.getAndAdd(ITEMS);
      for (Signal signal : Signal.values()) {
        sendOne(store, signal, first);
      }
      LockSupport.parkNanos(pauseNanos);
    }
  }

  private void sendOne(EmbeddedStore store, Signal signal, long first) {
    try {
      store.write(NumberedBatches.batch(signal, first, ITEMS));
      acknowledged.getOrDefault(signal, Set.of()).add(first);
    } catch (StoreOverloadedException _) {
      refused.increment(); // buffers wait to be sealed
    }
  }

  private void seal(EmbeddedStore store) {
    while (!done.get()) {
      store.seal();
      seals.increment();
      LockSupport.parkNanos(60_000_000L);
    }
  }

  /** Reads everything, item by item, with cursors. */
  private void ask(EmbeddedStore store) {
    Seen seen = new Seen();
    while (!done.get()) {
      Map<Signal, Set<Long>> before = new EnumMap<>(Signal.class);
      acknowledged.forEach((signal, firsts) -> before.put(signal, Set.copyOf(firsts)));
      Inventory inventory = Inventory.of(store);
      assertThat(inventory.reasons()).isEmpty();
      before.forEach((signal, firsts) -> {
        Set<Long> found = inventory.found(signal);
        assertThat(inventory.twice(signal)).as("%s, found twice", signal).isZero();
        assertThat(missing(firsts, found)).as("%s, missing", signal).isEmpty();
        seen.atLeastAsBefore(signal + " found", found.size());
      });
      questions.increment();
    }
  }

  private static Set<Long> missing(Set<Long> firsts, Set<Long> found) {
    Set<Long> missing = new HashSet<>();
    for (long first : firsts) {
      for (long number = first; number < first + ITEMS; number++) {
        if (!found.contains(number)) {
          missing.add(number);
        }
      }
    }
    return missing;
  }

  /** Asks for figures only, as often as it can. */
  private void count(EmbeddedStore store) {
    Seen seen = new Seen();
    while (!done.get()) {
      for (Signal signal : Signal.values()) {
        seen.atLeastAsBefore(signal + " stored", StoreWorld.stats(store, signal).stored());
        seen.atLeastAsBefore(signal + " counted", CountingDeriver.counted(store.rollups(), signal));
        assertThat(StoreWorld.stats(store, signal).duplicates()).isZero();
      }
      assertThat(store.problem()).isEmpty();
      questions.increment();
      LockSupport.parkNanos(1_000_000L);
    }
  }

  private void requireAcknowledged(EmbeddedStore store, Inventory inventory) {
    acknowledged.forEach((signal, firsts) -> {
      assertThat(inventory.twice(signal)).isZero();
      assertThat(missing(firsts, inventory.found(signal))).as("%s, missing", signal).isEmpty();
      assertThat(inventory.found(signal)).hasSize(firsts.size() * ITEMS);
      assertThat(StoreWorld.stats(store, signal).stored()).isEqualTo((long) firsts.size() * ITEMS);
      if (signal != Signal.METRICS) {
        assertThat(CountingDeriver.counted(store.rollups(), signal))
            .isEqualTo((long) firsts.size() * ITEMS);
      }
    });
  }

  private void say(EmbeddedStore store, long mostSegments) {
    long items = acknowledged.values().stream().mapToLong(Set::size).sum() * ITEMS;
    System.out.printf(
        "%d s: %,d items acknowledged, %,d batches refused, %,d seals, %,d merges, %,d segments at most and"
            + " %,d at the end, %,d questions; no count fell, 0 missing, 0 twice%n",
        SECONDS,
        items,
        refused.sum(),
        seals.sum(),
        merges.sum(),
        mostSegments,
        segments(store),
        questions.sum());
    assertThat(items).isGreaterThan(20L * ITEMS);
    assertThat(questions.sum()).isPositive();
    assertThat(merges.sum()).isPositive();
  }
}
