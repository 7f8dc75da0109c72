package io.midwatch.demo.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FaultBoardTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");

  @TempDir Path folder;
  private Path file;
  private TruthLog truth;
  private final LinkedBlockingQueue<String> said = new LinkedBlockingQueue<>();

  @BeforeEach
  void startsEmpty() {
    file = folder.resolve("truth.jsonl");
    truth = new TruthLog(file, NOW);
  }

  @Test
  void notesStartAndEndOfAFault() throws Exception {
    try (var board = board((_, _) -> {})) {
      board.set(Fault.THIRD_PARTY_SLOW, true, "page");
      board.set(Fault.THIRD_PARTY_SLOW, false, "schedule");
      assertThat(hear()).contains("third-party-slow is on (page)");
      assertThat(hear()).contains("third-party-slow is off");
    }
    List<JsonNode> lines = lines();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0).has("endedAt")).isFalse();
    assertThat(lines.get(1).get("id").intValue()).isEqualTo(1);
    assertThat(lines.get(1).get("service").stringValue()).isEqualTo("payments");
    assertThat(lines.get(1).get("endpoint").stringValue()).isEqualTo("POST /v1/payments");
    assertThat(lines.get(1).get("endedAt").stringValue()).isEqualTo(NOW.toString());
    assertThat(lines.get(1).get("by").stringValue()).isEqualTo("page");
  }

  @Test
  void switchesOnceForTwoEqualWishes() throws Exception {
    try (var board = board((_, _) -> {})) {
      board.set(Fault.CONSUMER_STALLED, true, "page");
      board.set(Fault.CONSUMER_STALLED, true, "schedule");
      hear();
      assertThat(said.poll(50, TimeUnit.MILLISECONDS)).isNull();
      assertThat(board.states()).containsEntry(Fault.CONSUMER_STALLED, FaultBoard.State.ON);
    }
    assertThat(truth.entries()).hasSize(1);
  }

  @Test
  void showsThatAChangeIsUnderWay() throws Exception {
    var mayFinish = new CountDownLatch(1);
    try (var board = board((_, _) -> mayFinish.await())) {
      board.set(Fault.BAD_RELEASE, true, "page");
      assertThat(board.states()).containsEntry(Fault.BAD_RELEASE, FaultBoard.State.SWITCHING);
      assertThat(truth.entries()).isEmpty();
      mayFinish.countDown();
      hear();
      assertThat(board.states()).containsEntry(Fault.BAD_RELEASE, FaultBoard.State.ON);
    }
  }

  @Test
  void faultThatCouldNotBeSwitchedStaysAsItWas() throws Exception {
    FaultBoard.Switches broken =
        (_, _) -> {
          throw new IOException("no such process");
        };
    try (var board = board(broken)) {
      board.set(Fault.POOL_TOO_SMALL, true, "page");
      assertThat(hear()).contains("could not be switched on").contains("no such process");
      assertThat(board.states()).containsEntry(Fault.POOL_TOO_SMALL, FaultBoard.State.OFF);
    }
    assertThat(truth.entries()).isEmpty();
  }

  @Test
  void closingEndsWhatIsOn() throws Exception {
    try (var board = board((_, _) -> {})) {
      board.set(Fault.POOL_TOO_SMALL, true, "command line");
      hear();
    }
    assertThat(truth.entries()).singleElement().extracting(TruthLog.Entry::endedAt).isEqualTo(NOW);
  }

  @Test
  void nextRunGoesOnAndEndsWhatAKilledOneLeftOn() throws Exception {
    truth.started(Fault.THIRD_PARTY_SLOW, NOW, "page");
    truth.ended(Fault.THIRD_PARTY_SLOW, NOW.plusSeconds(60));
    truth.started(Fault.POOL_TOO_SMALL, NOW.plusSeconds(90), "schedule");
    Files.writeString(file, "{\"id\":3,\"fau", StandardOpenOption.APPEND);

    var next = new TruthLog(file, NOW.plusSeconds(600));
    next.started(Fault.BAD_RELEASE, NOW.plusSeconds(700), "page");

    assertThat(Files.readAllLines(file).subList(4, 6))
        .satisfiesExactly(
            ended ->
                assertThat(ended)
                    .contains("\"id\":2", "pool-too-small", "\"endedAt\":\"2026-11-22T03:10:00Z\""),
            started -> assertThat(started).contains("\"id\":3", "bad-release"));
    assertThat(next.entries()).hasSize(1);
  }

  private FaultBoard board(FaultBoard.Switches switches) {
    return new FaultBoard(switches, truth, InstantSource.fixed(NOW), said::add);
  }

  private String hear() throws InterruptedException {
    String line = said.poll(5, TimeUnit.SECONDS);
    assertThat(line).as("a line about the change").isNotNull();
    return line;
  }

  private List<JsonNode> lines() throws IOException {
    var json = new JsonMapper();
    return Files.readAllLines(file).stream().map(json::readTree).toList();
  }
}
