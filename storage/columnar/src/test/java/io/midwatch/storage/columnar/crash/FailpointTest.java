package io.midwatch.storage.columnar.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.storage.columnar.EmbeddedSettings;
import io.midwatch.storage.columnar.EmbeddedStore;
import io.midwatch.storage.contract.StoreException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ends the process at each step of a seal, at its first, second ... seal, and opens again. */
@Timeout(300)
class FailpointTest {
  private static final int SEALS = 8;

  @ParameterizedTest
  @CsvSource({
    "segment.written, kill",
    "segment.written, power",
    "rollups.written, kill",
    "rollups.written, power",
    "manifest.changed, kill",
    "manifest.changed, power",
    "installed, kill",
    "installed, power",
    "log.cut, kill",
    "log.cut, power"
  })
  void nothingIsLostOrTwiceWhenTheProcessEndsAt(String step, String how) throws Exception {
    int hit = 0;
    for (int seal = 1; seal <= SEALS; seal++) {
      hit += endAt(step, seal, how.equals("power")) ? 1 : 0;
    }
    assertThat(hit).as("times the store came to %s", step).isEqualTo(SEALS);
  }

  /** Whether the store came to the step so often. */
  private static boolean endAt(String step, int time, boolean power) throws Exception {
    AtomicInteger left = new AtomicInteger(time);
    StoreWorld[] world = new StoreWorld[1];
    EmbeddedSettings settings = EmbeddedSettings.DEFAULTS.withSegments(12, 12).withLog(2_000);
    world[0] =
        new StoreWorld(
            time,
            settings.withSteps(reached -> {
              if (reached.equals(step) && left.decrementAndGet() == 0) {
                world[0].disk.halt();
                throw new StoreException("the process ended at " + step);
              }
            }));
    try (QuietLogs _ = new QuietLogs()) {
      EmbeddedStore store = world[0].open();
      for (int i = 0; i < 100 && left.get() > 0; i++) {
        world[0].sendSome(store, 6);
        if (i % 3 == 2) {
          seal(store);
        }
      }
      StoreWorld.close(store);
      if (power) {
        world[0].disk.losePower(time);
      } else {
        world[0].disk.kill();
      }
      store = world[0].open();
      world[0].check(store);
      world[0].checkLedger(store);
      world[0].sendRest(store);
      store.seal();
      world[0].check(store);
      store.close();
    }
    return left.get() <= 0;
  }

  private static void seal(EmbeddedStore store) {
    try {
      store.seal();
    } catch (StoreException _) {
      // the process has ended
    }
  }
}
