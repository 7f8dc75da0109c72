package io.midwatch.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a process uses, read from the operating system. Memory is known on Linux only.
 *
 * @param pid the process
 */
public record ProcessUse(long pid) {
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final double IDLE_CORES = 0.05;
  private static final int QUIET_LOOKS = 4;
  private static final int MAX_LOOKS = 240;

  /** CPU time of all its threads since it started; resolution 10 ms. */
  public Duration cpu() {
    return ProcessHandle.of(pid)
        .flatMap(handle -> handle.info().totalCpuDuration())
        .orElseThrow(
            () -> new IllegalStateException("process " + pid + " is gone or its CPU time unknown"));
  }

  /** Resident memory in bytes, 0 when unknown. */
  public long residentBytes() {
    return status("VmRSS:");
  }

  /** The most resident memory it ever had, in bytes, 0 when unknown. */
  public long peakResidentBytes() {
    return status("VmHWM:");
  }

  /**
   * Waits until it has used less than a twentieth of a core for two seconds, two minutes at most;
   * false when it is still busy then.
   */
  public boolean settle() throws InterruptedException {
    int quiet = 0;
    Duration before = cpu();
    for (int look = 0; look < MAX_LOOKS && quiet < QUIET_LOOKS; look++) {
      Thread.sleep(LOOK);
      Duration now = cpu();
      double cores = (double) now.minus(before).toNanos() / LOOK.toNanos();
      quiet = cores < IDLE_CORES ? quiet + 1 : 0;
      before = now;
    }
    return quiet == QUIET_LOOKS;
  }

  private long status(String key) {
    try {
      List<String> lines = Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status"));
      return lines.stream()
          .filter(line -> line.startsWith(key))
          .map(line -> line.replaceAll("[^0-9]", ""))
          .mapToLong(kilobytes -> Long.parseLong(kilobytes) * 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException _) {
      return 0;
    }
  }
}
