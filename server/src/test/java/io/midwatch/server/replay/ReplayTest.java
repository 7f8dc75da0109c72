package io.midwatch.server.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");

  private final OtlpReceiver receiver = new OtlpReceiver();
  private final List<Duration> pauses = new ArrayList<>();
  private final ByteArrayOutputStream problems = new ByteArrayOutputStream();

  @TempDir private Path folder;

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void sendsEachLineAsItIsToThePathOfItsSignal() throws Exception {
    String traces = traces("1700000000000000000");
    String logs = logs("1700000001000000000");
    String metrics =
        "{ \"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"gauge\":{\"dataPoints\":[{}]}}]}]}]}";
    Path file = file("a.jsonl", traces, "", logs, metrics);

    Tally tally = replay(options(file, false, Double.POSITIVE_INFINITY));

    assertThat(receiver.received())
        .containsExactly(
            new OtlpReceiver.Received("/v1/traces", "Bearer secret", traces),
            new OtlpReceiver.Received("/v1/logs", "Bearer secret", logs),
            new OtlpReceiver.Received("/v1/metrics", "Bearer secret", metrics));
    assertThat(tally.complete()).isTrue();
    assertThat(tally.summary())
        .isEqualTo(
            "3 requests taken (1 spans, 1 log records, 1 metric points);"
                + " refused: 0 requests, 0 items, 0 unreadable lines");
    assertThat(pauses).isEmpty();
  }

  @Test
  void readsGzip() throws Exception {
    Path file = folder.resolve("a.jsonl.gz");
    try (GZIPOutputStream gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
      gzip.write((traces("1") + "\n" + traces("2") + "\n").getBytes(StandardCharsets.UTF_8));
    }

    replay(options(file, false, Double.POSITIVE_INFINITY));

    assertThat(receiver.received())
        .extracting(OtlpReceiver.Received::body)
        .containsExactly(traces("1"), traces("2"));
  }

  @Test
  void movesTheNewestTimeOfAllFilesToNow() throws Exception {
    Path older = file("a.jsonl", traces("1700000000000000000"), "no json");
    Path newer = file("b.jsonl", logs("1700000060000000000"));
    long now = NOW.getEpochSecond() * 1_000_000_000L;

    replay(
        new ReplayOptions(
            List.of(older, newer), receiver.address(), true, Double.POSITIVE_INFINITY));

    assertThat(receiver.received())
        .extracting(OtlpReceiver.Received::body)
        .containsExactly(traces(Long.toString(now - 60_000_000_000L)), logs(Long.toString(now)));
  }

  @Test
  void keepsTheRecordedDistancesAtTheAskedSpeed() throws Exception {
    Path file =
        file(
            "a.jsonl",
            traces("1700000000000000000"),
            traces("1700000010000000000"),
            traces("1700000040000000000"));

    replay(options(file, false, 10));

    // The test's clock stands still, so each pause counts from the start.
    assertThat(pauses).containsExactly(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(4));
  }

  @Test
  void repeatsWhatTheReceiverAsksToRepeat() throws Exception {
    Path file = file("a.jsonl", traces("1"));
    receiver.answer(429, "7", "");
    receiver.answer(503, "100000", "");
    receiver.answer(503, "", "");

    Tally tally = replay(options(file, false, Double.POSITIVE_INFINITY));

    assertThat(receiver.received()).hasSize(4);
    assertThat(pauses)
        .containsExactly(Duration.ofSeconds(7), OtlpSender.MAX_DELAY, Duration.ofSeconds(4));
    assertThat(tally.complete()).isTrue();
  }

  @Test
  void givesUpAfterBoundedTriesAndGoesOnWithTheNextLine() throws Exception {
    Path file = file("a.jsonl", traces("1"), traces("2"));
    for (int tries = 0; tries < OtlpSender.MAX_TRIES; tries++) {
      receiver.answer(503, "1", "busy");
    }

    Tally tally = replay(options(file, false, Double.POSITIVE_INFINITY));

    assertThat(receiver.received()).hasSize(OtlpSender.MAX_TRIES + 1);
    assertThat(tally.summary()).contains("1 requests taken").contains("refused: 1 requests");
    assertThat(problemText()).contains("a.jsonl:1: refused with HTTP 503: busy");
  }

  @Test
  void doesNotRepeatPermanentFaults() throws Exception {
    Path file = file("a.jsonl", traces("1"));
    receiver.answer(400, "", "bad");

    Tally tally = replay(options(file, false, Double.POSITIVE_INFINITY));

    assertThat(receiver.received()).hasSize(1);
    assertThat(tally.complete()).isFalse();
  }

  @Test
  void countsItemsRefusedInPart() throws Exception {
    Path file = file("a.jsonl", traces("1"));
    receiver.answer(
        200,
        "",
        "{\"partialSuccess\":{\"rejectedSpans\":\"1\",\"errorMessage\":\"zero trace id\"}}");

    Tally tally = replay(options(file, false, Double.POSITIVE_INFINITY));

    assertThat(tally.complete()).isFalse();
    assertThat(tally.summary()).contains("(0 spans").contains("1 items");
    assertThat(problemText()).contains("a.jsonl:1: 1 items refused: zero trace id");
  }

  @Test
  void reportsUnreadableLinesWithTheirPlace() throws Exception {
    Path file = file("a.jsonl", "", "no json", traces("1"));

    Tally tally = replay(options(file, false, Double.POSITIVE_INFINITY));

    assertThat(receiver.received()).hasSize(1);
    assertThat(tally.complete()).isFalse();
    assertThat(problemText()).contains("a.jsonl:2: not JSON");
  }

  @Test
  void endsWithACodeThatSaysWhetherAllWasTaken() throws Exception {
    String file = file("a.jsonl", traces("1")).toString();
    String address = receiver.address().toString();

    assertThat(run(file, "--to", address)).isZero();
    receiver.answer(400, "", "bad");
    assertThat(run(file, "--to", address)).isEqualTo(1);
    assertThat(run("--nonsense")).isEqualTo(2);
    assertThat(run(file + "x", "--to", address)).isEqualTo(1);
    assertThat(problemText()).contains("no such file: " + file + "x");
  }

  @Test
  void saysWhenNothingAnswers() throws Exception {
    String file = file("a.jsonl", traces("1")).toString();
    URI address = receiver.address();
    receiver.close();

    assertThat(run(file, "--to", address.toString())).isEqualTo(1);
    assertThat(problemText())
        .contains("nothing answers at " + address + "; is the server running?");
  }

  private int run(String... arguments) throws InterruptedException {
    PrintStream out = new PrintStream(problems, true, StandardCharsets.UTF_8);
    return ReplayCommand.run(List.of(arguments), "", out, out);
  }

  private Tally replay(ReplayOptions options) throws IOException, InterruptedException {
    OtlpSender sender = new OtlpSender(options.target(), "secret", pauses::add);
    PrintStream out = new PrintStream(problems, true, StandardCharsets.UTF_8);
    return new Replay(options, sender, () -> NOW, pauses::add, out).run();
  }

  private ReplayOptions options(Path file, boolean shiftToNow, double speed) {
    return new ReplayOptions(List.of(file), receiver.address(), shiftToNow, speed);
  }

  private Path file(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines));
  }

  private String problemText() {
    return problems.toString(StandardCharsets.UTF_8);
  }

  private static String traces(String unixNano) {
    return "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"startTimeUnixNano\":\"%s\"}]}]}]}"
        .formatted(unixNano);
  }

  private static String logs(String unixNano) {
    return "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"timeUnixNano\":\"%s\"}]}]}]}"
        .formatted(unixNano);
  }
}
