package io.midwatch.storage.columnar.crash;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.Signal;
import io.midwatch.storage.columnar.EmbeddedStore;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ends a process that writes to a store, again and again on one folder: every other time killed at
 * a random moment, else ended at the steps of a seal, of a merge and of the manifest in turn.
 * {@code -Dmidwatch.kills=500} does it longer.
 */
@Timeout(3_600)
class KillTest {
  private static final int KILLS = Integer.getInteger("midwatch.kills", 40);
  private static final long MOST_AFTER_FIRST_MILLIS = 400;

  /** Within which a process comes to its step, whatever else the machine does. */
  private static final long STEP_MILLIS = 60_000;

  private static final List<String> STEPS =
      List.of(
          "segment.forced",
          "segment.renamed",
          "segment.written",
          "rollups.forced",
          "rollups.renamed",
          "rollups.written",
          "manifest.forced",
          "manifest.renamed",
          "manifest.changed",
          "installed",
          "log.cut",
          "merged.written",
          "merged.listed",
          "merged.installed",
          "rollups.merged");

  @TempDir Path folder;

  private final Random random = new Random();
  private final Map<Signal, Set<Long>> acknowledged = new EnumMap<>(Signal.class);
  private long greatest;

  @Test
  void everyAcknowledgedItemIsFoundOnceAfterKills() throws Exception {
    for (int kill = 0; kill < KILLS; kill++) {
      if (kill % 2 == 0) {
        run(List.of(), 50 + random.nextLong(MOST_AFTER_FIRST_MILLIS - 50));
      } else {
        String step = STEPS.get(kill / 2 % STEPS.size());
        int status = run(List.of(step, Integer.toString(random.nextInt(4))), STEP_MILLIS);
        assertThat(status).as("ended at " + step).isEqualTo(WriterProcess.ENDED_AT_STEP);
      }
      if (kill % 10 == 9 && kill + 1 < KILLS) {
        check(kill + 1);
      }
    }
    check(KILLS);
  }

  private Set<Long> of(Signal signal) {
    return acknowledged.computeIfAbsent(signal, _ -> new HashSet<>());
  }

  /**
   * Lets a process write until it ends or is killed; its exit status.
   *
   * @param step where it ends by itself, empty for nowhere
   */
  private int run(List<String> step, long killAfterMillis) throws Exception {
    // Numbers a killed process took without acknowledgement are not used again.
    greatest += 100_000;
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-Xmx192m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                WriterProcess.class.getName(),
                folder.toString(),
                Long.toString(greatest),
                Integer.toString(2 + random.nextInt(3))));
    command.addAll(step);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      String first = lines.readLine();
      if (first != null || step.isEmpty()) { // a step may come before the first acknowledgement
        take(first);
      }
      Thread killer =
          Thread.ofVirtual()
              .start(() -> {
                if (pause(killAfterMillis)) {
                  process.toHandle().destroyForcibly(); // leaves its output to be read
                }
              });
      lines.lines().forEach(this::take);
      killer.interrupt();
      killer.join();
    } finally {
      process.destroyForcibly(); // also when a line was not what a writer says
    }
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  /** Whether all the time went by. */
  private static boolean pause(long millis) {
    try {
      Thread.sleep(millis);
      return true;
    } catch (InterruptedException _) {
      return false; // the process has ended
    }
  }

  private void take(@org.jspecify.annotations.Nullable String line) {
    assertThat(line).matches("(TRACES|LOGS|METRICS).*|[A-Z]*");
    String[] words = requireNonNull(line).split(" ", -1);
    if (words.length < 3 || words[2].isEmpty()) {
      return; // cut off by the kill: it may or may not be acknowledged
    }
    long first = Long.parseLong(words[1]);
    for (long number = first; number < first + Long.parseLong(words[2]); number++) {
      of(Signal.valueOf(words[0])).add(number);
    }
    greatest = Math.max(greatest, first);
  }

  private void check(int kills) {
    long found = 0;
    long lost = 0;
    long twice = 0;
    long all = 0;
    try (EmbeddedStore store =
        EmbeddedStore.open(folder, StoreWorld.PARTS, WriterProcess.SETTINGS)) {
      Inventory inventory = Inventory.of(store);
      assertThat(inventory.reasons()).isEmpty();
      for (Signal signal : Signal.values()) {
        Set<Long> missing = new HashSet<>(of(signal));
        all += missing.size();
        Set<Long> there = inventory.found(signal);
        missing.removeAll(there);
        lost += missing.size();
        found += there.size();
        twice += inventory.twice(signal);
      }
      assertThat(counted(store)).as("figures agree with items").isEqualTo(stored(store));
      System.out.printf(
          "killed %,d times: %,d items acknowledged, %,d found, %,d lost, %,d twice; %s%n",
          kills, all, found, lost, twice, store.recovery());
    }
    assertThat(List.of(lost, twice)).as("lost, twice").containsExactly(0L, 0L);
  }

  private static List<Long> counted(EmbeddedStore store) {
    return List.of(
        CountingDeriver.counted(store.rollups(), Signal.TRACES),
        CountingDeriver.counted(store.rollups(), Signal.LOGS));
  }

  private static List<Long> stored(EmbeddedStore store) {
    return List.of(
        StoreWorld.stats(store, Signal.TRACES).stored(),
        StoreWorld.stats(store, Signal.LOGS).stored());
  }
}
