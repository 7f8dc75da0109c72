package io.midwatch.storage.columnar.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.storage.columnar.EmbeddedSettings;
import io.midwatch.storage.columnar.EmbeddedStore;
import io.midwatch.storage.contract.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Cuts the power again and again, or kills the process, at a random force of a store that takes,
 * seals, checkpoints and removes. What the threads do meanwhile differs from run to run, so a seed
 * that failed may pass the next time. {@code -Dmidwatch.seeds=10000} runs more.
 */
@Timeout(1200)
class StorePowerLossTest {
  private static final int SEEDS = Integer.getInteger("midwatch.seeds", 2_000);
  private static final long FIRST_SEED = Long.getLong("midwatch.firstSeed", 0);
  private static final int LIVES = 3;

  /** Worlds wait for their threads most of the time, so some are tried at once. */
  private static final int WORLDS_AT_ONCE = 3;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong diedOpening = new AtomicLong();
  private final AtomicLong expired = new AtomicLong();

  @Test
  void losesNothingAcknowledgedAndFindsNothingTwice() throws Exception {
    try (QuietLogs _ = new QuietLogs();
        ExecutorService worlds = Executors.newFixedThreadPool(WORLDS_AT_ONCE)) {
      List<Future<?>> ended = new ArrayList<>();
      for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
        long next = seed;
        ended.add(
            worlds.submit(() -> {
              run(next);
              return null;
            }));
      }
      for (Future<?> each : ended) {
        each.get();
      }
    }
    threads.close();
    System.out.printf(
        "store: power lost or process killed %,d times (%,d seeds, %,d of them while opening):"
            + " %,d acknowledged items, %,d expired, 0 lost, 0 twice%n",
        (long) SEEDS * LIVES, SEEDS, diedOpening.get(), acknowledged.get(), expired.get());
    assertThat(acknowledged.get()).isGreaterThan(10L * SEEDS);
  }

  private void run(long seed) throws Exception {
    int rows = 8 + (int) (seed % 5) * 10;
    StoreWorld world =
        new StoreWorld(
            seed, EmbeddedSettings.DEFAULTS.withSegments(rows, rows).withLog(2_000 + rows * 100L));
    AtomicBoolean died = new AtomicBoolean();
    for (int life = 0; life < LIVES; life++) {
      live(world, died);
      if (world.random.nextInt(3) == 0) {
        world.disk.kill();
      } else {
        world.disk.losePower(world.random.nextLong());
      }
    }
    EmbeddedStore store = world.open();
    world.check(store);
    world.checkLedger(store);
    world.sendRest(store);
    world.check(store);
    store.close();
    store = world.open();
    world.check(store);
    world.checkLedger(store);
    acknowledged.addAndGet(world.acknowledgedItems());
    expired.addAndGet(
        store.stats().signals().values().stream().mapToLong(each -> each.expired()).sum());
    store.close();
  }

  /** From start to loss of power. */
  private void live(StoreWorld world, AtomicBoolean died) throws Exception {
    boolean early = world.random.nextInt(4) == 0;
    if (early) {
      haltSoon(world, died, 15);
    }
    EmbeddedStore store;
    try {
      store = world.open();
    } catch (StoreException _) {
      diedOpening.incrementAndGet();
      world.disk.faults().onForce(() -> {});
      return;
    }
    if (!early) {
      world.check(store);
      world.checkLedger(store);
      haltSoon(world, died, 60);
    }
    List<Future<?>> senders = world.startSending(store, threads, 4);
    for (int i = world.random.nextInt(4); i > 0; i--) {
      try {
        if (world.random.nextInt(3) == 0) {
          world.expire(store);
        } else {
          store.seal();
        }
      } catch (StoreException _) {
        // the power is gone
      }
    }
    while (!died.get() && !senders.stream().allMatch(Future::isDone)) {
      Thread.sleep(1);
    }
    world.disk.halt();
    StoreWorld.close(store); // lets go of senders that wait for a buffer
    for (Future<?> sender : senders) {
      sender.get();
    }
    world.disk.faults().onForce(() -> {});
  }

  private static void haltSoon(StoreWorld world, AtomicBoolean died, int mostForces) {
    int left = world.random.nextInt(mostForces);
    AtomicInteger forces = new AtomicInteger();
    died.set(false);
    world
        .disk
        .faults()
        .onForce(() -> {
          if (forces.incrementAndGet() > left) {
            world.disk.halt();
            died.set(true);
          }
        });
  }
}
