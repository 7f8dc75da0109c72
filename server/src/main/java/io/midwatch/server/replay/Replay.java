package io.midwatch.server.replay;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** One run over the recordings of a {@link ReplayOptions}. Not thread-safe; run it once. */
final class Replay {
  private static final int SHOWN_PROBLEMS = 20;

  private final ReplayOptions options;
  private final OtlpSender sender;
  private final InstantSource clock;
  private final Pause pause;
  private final PrintStream problems;
  private final Tally tally = new Tally();

  private long shiftNanos;
  private long firstUnixNano;
  private Instant started = Instant.EPOCH;
  private int problemCount;

  Replay(
      ReplayOptions options,
      OtlpSender sender,
      InstantSource clock,
      Pause pause,
      PrintStream problems) {
    this.options = options;
    this.sender = sender;
    this.clock = clock;
    this.pause = pause;
    this.problems = problems;
  }

  /**
   * Sends everything and returns the counts. A line that cannot be read or is refused is reported
   * and left behind; the rest goes on.
   *
   * @throws IOException when a file cannot be read or the receiver cannot be reached
   */
  Tally run() throws IOException, InterruptedException {
    started = clock.instant();
    if (options.shiftToNow()) {
      long newest = newestUnixNano();
      shiftNanos = newest == 0 ? 0 : unixNano(started) - newest;
    }
    for (Path file : options.files()) {
      new Recording(file).read((number, line) -> send(file + ":" + number, line));
    }
    if (problemCount > SHOWN_PROBLEMS) {
      problems.printf("… and %d more%n", problemCount - SHOWN_PROBLEMS);
    }
    return tally;
  }

  private long newestUnixNano() throws IOException, InterruptedException {
    long[] newest = {0};
    for (Path file : options.files()) {
      new Recording(file)
          .read((_, line) -> {
            try {
              newest[0] = Math.max(newest[0], RecordedRequest.parse(line).newestUnixNano());
            } catch (UnreadableRequestException _) {
              // Reported when the line's turn to be sent comes.
            }
          });
    }
    return newest[0];
  }

  private void send(String place, String line) throws IOException, InterruptedException {
    RecordedRequest request;
    try {
      request = RecordedRequest.parse(line);
    } catch (UnreadableRequestException problem) {
      tally.unreadable();
      report(place, String.valueOf(problem.getMessage()));
      return;
    }
    waitForTurn(request.newestUnixNano());
    switch (sender.send(request.signal(), body(request, line))) {
      case Answer.Taken(long rejected, String message) -> {
        tally.taken(request, rejected);
        if (rejected > 0) {
          report(place, rejected + " items refused: " + message);
        }
      }
      case Answer.Refused(int status, String message) -> {
        tally.refused();
        report(place, "refused with HTTP " + status + ": " + message);
      }
    }
  }

  /** The line itself unless a time moves: what was recorded is sent byte for byte. */
  private String body(RecordedRequest request, String line) {
    if (shiftNanos == 0) {
      return line;
    }
    request.shift(shiftNanos);
    return request.toJson();
  }

  /** A request was exported at about its newest time, so that is when its turn is. */
  private void waitForTurn(long unixNano) throws InterruptedException {
    if (Double.isInfinite(options.speed()) || unixNano == 0) {
      return;
    }
    if (firstUnixNano == 0) {
      firstUnixNano = unixNano;
    }
    Duration due = Duration.ofNanos((long) ((unixNano - firstUnixNano) / options.speed()));
    pause.sleep(Duration.between(clock.instant(), started.plus(due)));
  }

  private void report(String place, String problem) {
    if (problemCount++ < SHOWN_PROBLEMS) {
      problems.println(place + ": " + problem);
    }
  }

  private static long unixNano(Instant time) {
    return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
  }
}
