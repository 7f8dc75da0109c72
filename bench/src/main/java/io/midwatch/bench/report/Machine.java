package io.midwatch.bench.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Where figures were taken, in words; names neither the machine nor its user.
 *
 * @param cores processors the JVM may use
 * @param memoryGib physical memory
 * @param load load average of the last minute when asked, negative when unknown
 */
public record Machine(
    String processor, int cores, double memoryGib, String system, String jdk, double load) {

  /** This machine, now. */
  public static Machine here() {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new Machine(
        processorName(),
        Runtime.getRuntime().availableProcessors(),
        system.getTotalMemorySize() / (double) (1L << 30),
        system.getName() + " " + system.getVersion().replaceFirst("^(\\d+\\.\\d+).*", "$1"),
        System.getProperty("java.vendor.version") + " " + Runtime.version(),
        system.getSystemLoadAverage());
  }

  private static String processorName() {
    try {
      List<String> lines = Files.readAllLines(Path.of("/proc/cpuinfo"));
      return lines.stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException _) {
      return System.getProperty("os.arch");
    }
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d cores (%s), %.0f GiB, %s, JDK %s, load %.1f before the run",
        cores,
        processor,
        memoryGib,
        system,
        jdk,
        load);
  }
}
