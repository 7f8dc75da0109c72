package io.midwatch.storage.columnar.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.storage.columnar.EmbeddedSettings;
import io.midwatch.storage.columnar.EmbeddedStore;
import io.midwatch.storage.contract.StoreException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Cuts the power again and again, or kills the process, at a random force of a store that takes,
 * seals, checkpoints and removes. What the threads do meanwhile differs from run to run, so a seed
 * that failed may pass the next time. {@code -Dmidwatch.seeds=10000} runs more.
 */
@Timeout(1200)
class StorePowerLossTest {
  private static final int SEEDS = Integer.getInteger("midwatch.seeds", 300);
  private static final long FIRST_SEED = Long.getLong("midwatch.firstSeed", 0);
  private static final int LIVES = 3;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicBoolean died = new AtomicBoolean();
  private long acknowledged;
  private long diedOpening;
  private long expired;

  @Test
  void losesNothingAcknowledgedAndFindsNothingTwice() throws Exception {
    try (QuietLogs _ = new QuietLogs()) {
      for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
        run(seed);
      }
    }
    threads.close();
    System.out.printf(
        "store: power lost or process killed %,d times (%,d seeds, %,d of them while opening):"
            + " %,d acknowledged items, %,d expired, 0 lost, 0 twice%n",
        (long) SEEDS * LIVES, SEEDS, diedOpening, acknowledged, expired);
    assertThat(acknowledged).isGreaterThan(10L * SEEDS);
  }

  private void run(long seed) throws Exception {
    int rows = 8 + (int) (seed % 5) * 10;
    StoreWorld world =
        new StoreWorld(
            seed, EmbeddedSettings.DEFAULTS.withSegments(rows, rows).withLog(2_000 + rows * 100L));
    for (int life = 0; life < LIVES; life++) {
      live(world);
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
    acknowledged += world.acknowledgedItems();
    expired += store.stats().signals().values().stream().mapToLong(each -> each.expired()).sum();
    store.close();
  }

  /** From start to loss of power. */
  private void live(StoreWorld world) throws Exception {
    boolean early = world.random.nextInt(4) == 0;
    if (early) {
      haltSoon(world, 15);
    }
    EmbeddedStore store;
    try {
      store = world.open();
    } catch (StoreException _) {
      diedOpening++;
      world.disk.faults().onForce(() -> {});
      return;
    }
    if (!early) {
      world.check(store);
      world.checkLedger(store);
      haltSoon(world, 60);
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

  private void haltSoon(StoreWorld world, int mostForces) {
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
