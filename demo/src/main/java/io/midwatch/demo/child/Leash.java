package io.midwatch.demo.child;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Ties a demo process to the launcher through standard input: each line is a command, the end of
 * the stream means that the launcher is gone, however it ended, and the process follows it.
 *
 * <pre>
 * consumer stop
 * pool 2
 * </pre>
 */
public final class Leash {
  private static final Duration GRACE = Duration.ofSeconds(6);

  private Leash() {}

  /**
   * Starts reading commands on a thread that keeps the process alive. A command that throws is
   * reported on standard error and does not end the reading.
   */
  public static void hold(Consumer<String> onCommand) {
    Thread.ofPlatform().name("leash").start(() -> follow(onCommand));
  }

  private static void follow(Consumer<String> onCommand) {
    try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        obey(onCommand, line.strip());
      }
    } catch (IOException e) {
      System.err.println("Standard input is broken, stopping: " + e.getMessage());
    }
    Thread.ofPlatform().daemon().name("leash-grace").start(Leash::haltAfterGrace);
    System.exit(0);
  }

  private static void obey(Consumer<String> onCommand, String line) {
    try {
      if (!line.isEmpty()) {
        onCommand.accept(line);
      }
    } catch (RuntimeException e) {
      System.err.println("Command '" + line + "' failed: " + e);
    }
  }

  private static void haltAfterGrace() {
    try {
      Thread.sleep(GRACE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(1);
  }
}
