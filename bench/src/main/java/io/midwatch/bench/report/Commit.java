package io.midwatch.bench.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;

/** The commit of the checkout the benchmark runs in. */
final class Commit {
  private Commit() {}

  /**
   * Its short hash, with {@code +changes} when files differ from it; {@code unknown} without git.
   */
  static String current() {
    String commit = git("rev-parse", "--short=10", "HEAD");
    if (commit.isEmpty()) {
      return "unknown";
    }
    return git("status", "--porcelain", "--untracked-files=no").isEmpty()
        ? commit
        : commit + "+changes";
  }

  private static String git(String... arguments) {
    String[] command = new String[arguments.length + 1];
    command[0] = "git";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      return new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    } catch (IOException _) {
      return "";
    }
  }
}
