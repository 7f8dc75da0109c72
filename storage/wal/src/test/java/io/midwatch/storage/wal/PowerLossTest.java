package io.midwatch.storage.wal;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.wal.disk.SimulatedDisk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Cuts the power again and again, or kills the process, while senders write and files are deleted.
 * Senders repeat what was not acknowledged, and now and then what was. Whatever was acknowledged is
 * replayed exactly once. {@code -Dmidwatch.seeds=10000} runs more.
 */
@Timeout(600)
class PowerLossTest {
  private static final int SEEDS = Integer.getInteger("midwatch.seeds", 2_000);
  private static final int LIVES = 3;

  /** Worlds wait for their threads most of the time, so some are tried at once. */
  private static final int WORLDS_AT_ONCE = 4;

  private static final int SENDERS = 3;

  /** That a sender sends in one life. */
  private static final int BATCHES = 5;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger acknowledgedBatches = new AtomicInteger();
  private final AtomicInteger tornTails = new AtomicInteger();
  private final AtomicInteger quarantinedParts = new AtomicInteger();

  @Test
  void losesNothingAcknowledged() throws Exception {
    try (ExecutorService worlds = Executors.newFixedThreadPool(WORLDS_AT_ONCE)) {
      List<Future<?>> ended = new ArrayList<>();
      for (long seed = 0; seed < SEEDS; seed++) {
        World world = new World(seed);
        ended.add(
            worlds.submit(() -> {
              world.run();
              return null;
            }));
      }
      for (Future<?> each : ended) {
        each.get();
      }
    }
    threads.close();
    System.out.printf(
        "power lost or process killed %,d times (%,d seeds): %,d acknowledged batches, 0 lost, 0 twice;"
            + " %,d torn tails, %,d unacknowledged parts skipped%n",
        (long) SEEDS * LIVES,
        SEEDS,
        acknowledgedBatches.get(),
        tornTails.get(),
        quarantinedParts.get());
    assertThat(acknowledgedBatches.get()).isGreaterThan(SEEDS);
    assertThat(tornTails.get()).isPositive();
  }

  /** One disk, several processes one after another. */
  private final class World {
    private final long seed;
    private final Random random;
    private final SimulatedDisk disk = new SimulatedDisk();
    private final Set<Long> acknowledged = Collections.synchronizedSet(new HashSet<>());

    /** What the store behind the log has made durable by itself, in order of position. */
    private final List<Long> sealed = new ArrayList<>();

    private long sealedUpTo = LogPosition.START;
    private long nextNumber;

    World(long seed) {
      this.seed = seed;
      this.random = new Random(seed);
    }

    void run() throws Exception {
      for (int life = 0; life < LIVES; life++) {
        live();
        if (random.nextInt(3) == 0 && life < LIVES - 1) {
          disk.kill();
        } else {
          disk.losePower(random.nextLong());
        }
      }
      check(new CollectingApplier());
      acknowledgedBatches.addAndGet(acknowledged.size());
    }

    private CollectingApplier check(CollectingApplier store) {
      return check(open(), store);
    }

    private CollectingApplier check(WriteAheadLog log, CollectingApplier store) {
      ReplayReport report = log.replay(sealedUpTo, store);
      tornTails.addAndGet(report.tornBytes() > 0 ? 1 : 0);
      quarantinedParts.addAndGet(report.quarantined().size());
      List<Long> all = new ArrayList<>(sealed);
      all.addAll(store.visible());
      Set<Long> found = new HashSet<>(all);
      assertThat(found).as("seed %d", seed).hasSameSizeAs(all);
      assertThat(found.containsAll(acknowledged)).as("seed %d", seed).isTrue();
      return store;
    }

    private WriteAheadLog open() {
      return WriteAheadLog.open(disk, 2_000);
    }

    /** From start to loss of power, which comes at a random force. */
    private void live() throws Exception {
      WriteAheadLog log = open();
      CollectingApplier store = check(log, new CollectingApplier());
      int forcesLeft = random.nextInt(40);
      AtomicInteger forces = new AtomicInteger();
      disk.faults()
          .onForce(() -> {
            if (forces.incrementAndGet() > forcesLeft) {
              disk.halt();
            }
          });
      LoggedWriter writer = LoggedWriter.start(log, store, WriterOptions.DEFAULTS);
      List<Future<?>> senders = new ArrayList<>();
      for (int i = 0; i < SENDERS; i++) {
        List<Long> numbers = numbersToSend();
        senders.add(threads.submit(() -> send(writer, numbers)));
      }
      for (Future<?> sender : senders) {
        sender.get();
      }
      seal(log, store);
      close(writer);
      disk.faults().onForce(() -> {});
    }

    /** Those of earlier lives first, acknowledged or not, then new ones, some of them twice. */
    private List<Long> numbersToSend() {
      List<Long> numbers = new ArrayList<>();
      for (long number = 0; number < nextNumber; number++) {
        if (random.nextInt(acknowledged.contains(number) ? 10 : 2) == 0) {
          numbers.add(number);
        }
      }
      for (int i = 0; i < BATCHES; i++) {
        numbers.add(nextNumber);
        if (random.nextInt(4) == 0) {
          numbers.add(nextNumber);
        }
        nextNumber++;
      }
      return numbers;
    }

    private void send(LoggedWriter writer, List<Long> numbers) {
      try {
        for (long number : numbers) {
          boolean known = acknowledged.contains(number);
          int bodyBytes = 50 + (int) (number * 331 % 900);
          boolean duplicate = writer.write(Batches.batch(number, bodyBytes)).duplicate();
          assertThat(duplicate || !known).as("seed %d", seed).isTrue();
          acknowledged.add(number);
        }
      } catch (StoreException _) {
        // the power is gone
      }
    }

    /** Sometimes the store has files of its own of a first part and lets go of the log's. */
    private void seal(WriteAheadLog log, CollectingApplier store) {
      List<Long> visible = store.visible();
      if (visible.isEmpty() || random.nextInt(3) > 0) {
        return;
      }
      int count = 1 + random.nextInt(visible.size());
      sealed.addAll(visible.subList(0, count));
      sealedUpTo = store.positions().get(count - 1) + 1;
      try {
        log.deleteBefore(sealedUpTo);
      } catch (StoreException _) {
        // the power is gone
      }
    }

    private static void close(LoggedWriter writer) {
      try {
        writer.close();
      } catch (StoreException _) {
        // the power is gone
      }
    }
  }
}
