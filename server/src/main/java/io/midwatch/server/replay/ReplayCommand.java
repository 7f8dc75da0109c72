package io.midwatch.server.replay;

import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.nio.file.NoSuchFileException;
import java.time.InstantSource;
import java.util.List;

/**
 * The program behind {@code ./midwatch replay}. Exit code 0 when everything was taken, 1 when
 * something was refused or the receiver is away, 2 when the command line cannot be read.
 */
public final class ReplayCommand {
  private static final Pause REAL_PAUSE =
      duration -> {
        if (duration.isPositive()) {
          Thread.sleep(duration);
        }
      };

  private ReplayCommand() {}

  /** Runs and exits; {@code MIDWATCH_INGEST_TOKEN} is sent along when it is set. */
  public static void main(String[] arguments) throws InterruptedException {
    String token = System.getenv().getOrDefault("MIDWATCH_INGEST_TOKEN", "");
    System.exit(run(List.of(arguments), token, System.out, System.err));
  }

  /** Runs and returns the exit code. */
  public static int run(List<String> arguments, String token, PrintStream out, PrintStream problems)
      throws InterruptedException {
    ReplayOptions options;
    try {
      options = ReplayOptions.parse(arguments);
    } catch (IllegalArgumentException problem) {
      problems.println("midwatch replay: " + problem.getMessage());
      return 2;
    }
    OtlpSender sender = new OtlpSender(options.target(), token, REAL_PAUSE);
    Replay replay = new Replay(options, sender, InstantSource.system(), REAL_PAUSE, problems);
    try {
      Tally tally = replay.run();
      out.println(tally.summary());
      return tally.complete() ? 0 : 1;
    } catch (NoSuchFileException problem) {
      problems.println("midwatch replay: no such file: " + problem.getFile());
    } catch (ConnectException _) {
      problems.println(
          "midwatch replay: nothing answers at " + options.target() + "; is the server running?");
    } catch (IOException problem) {
      problems.println("midwatch replay: " + problem);
    }
    return 1;
  }
}
