package io.midwatch.demo.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of the demo. Ends when its standard input ends, so it never outlives the launcher. */
final class Child {
  private final String name;
  private final Path log;
  private final Path readyFile;
  private final Process process;

  private Child(String name, Path log, Path readyFile, Process process) {
    this.name = name;
    this.log = log;
    this.readyFile = readyFile;
    this.process = process;
  }

  /**
   * Starts a process whose output goes to {@code log}.
   *
   * @throws IOException when the command can't be started
   */
  static Child start(
      String name, List<String> command, Map<String, String> environment, Path log, Path readyFile)
      throws IOException {
    Files.deleteIfExists(readyFile);
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    return new Child(name, log, readyFile, builder.start());
  }

  String name() {
    return name;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  boolean isReady() {
    return isAlive() && Files.exists(readyFile);
  }

  /**
   * Waits until the process has created its ready file.
   *
   * @throws IllegalStateException when it ends before, or the time is over
   */
  void awaitReady(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!Files.exists(readyFile)) {
      if (!process.isAlive()) {
        throw new IllegalStateException(
            name + " ended with code " + process.exitValue() + "; see " + log);
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            name + " is not ready after " + timeout.toSeconds() + " s; see " + log);
      }
      Thread.sleep(100);
    }
  }

  /** Sends one command line. */
  void send(String command) {
    try {
      process.getOutputStream().write((command + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(name + " takes no commands any more; see " + log, e);
    }
  }

  /** Asks the process to end by ending its standard input. */
  void release() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // The pipe is broken: the process has gone already.
      process.destroy();
    }
  }

  /** Waits for the end; kills the process and its descendants when the time is over. */
  void awaitEnd(Duration timeout) {
    try {
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
