package io.midwatch.storage.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.derive.OwnHosts;
import io.midwatch.derive.RollupDerivation;
import io.midwatch.model.LogRecord;
import io.midwatch.model.MetricPoint;
import io.midwatch.model.Signal;
import io.midwatch.model.SpanKind;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.contract.rollup.ErrorTables;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupDeriver;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.write.BatchEncoder;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.elasticsearch.ScriptedServer.Answer;
import io.midwatch.storage.elasticsearch.ScriptedServer.Entry;
import io.midwatch.storage.elasticsearch.client.Bulk;
import io.midwatch.storage.elasticsearch.client.Cluster;
import io.midwatch.storage.elasticsearch.client.Patience;
import io.midwatch.storage.testkit.fixture.Logs;
import io.midwatch.storage.testkit.fixture.MutableClock;
import io.midwatch.storage.testkit.fixture.Points;
import io.midwatch.storage.testkit.fixture.RecordBatches;
import io.midwatch.storage.testkit.fixture.Spans;
import io.midwatch.storage.testkit.fixture.Times;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers of a server that is not well, and what becomes of batches then. */
class DifficultServerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final RecordBatches batches = new RecordBatches();
  private final AtomicInteger encoded = new AtomicInteger();
  private final MutableClock clock = new MutableClock(Times.START.plus(Duration.ofHours(1)));
  private ScriptedServer server;
  private long number;

  @BeforeEach
  void startServer() throws IOException {
    server = new ScriptedServer();
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void sendsInPartsWhatIsTooLargeForOneRequest() {
    server.answers(request ->
        request.entries().size() > 30
            ? new Answer.Refuse(413, "content_too_long_exception")
            : new Answer.Take());
    try (ElasticsearchStore store = open(new NoRollups())) {
      store.write(logs(200));
      assertSettled(store);
      assertThat(server.documents("midwatch-logs")).hasSize(200);
      assertThat(store.dropped(Signal.LOGS)).isEmpty();
    }
  }

  @Test
  void anItemTooLargeByItselfIsCountedAndOthersAreStored() {
    server.answers(request ->
        request.entries().stream().anyMatch(entry -> says(entry, "huge"))
            ? new Answer.Refuse(413, "content_too_long_exception")
            : new Answer.Take());
    try (ElasticsearchStore store = open(new NoRollups())) {
      List<LogRecord> logs = new ArrayList<>(records(20));
      logs.add(7, record("huge"));
      store.write(batches.logs("s", Times.second(1), logs));
      assertSettled(store);
      assertThat(server.documents("midwatch-logs")).hasSize(20);
      assertThat(store.dropped(Signal.LOGS)).isEqualTo(Map.of("request_too_large", 1L));
    }
  }

  @Test
  void asksAgainWhenTheServerIsBusyAndSaysSo() {
    AtomicInteger asked = new AtomicInteger();
    server.answers(request -> {
      int time = asked.incrementAndGet();
      return time == 1
          ? new Answer.Refuse(429, "circuit_breaking_exception")
          : time < 5
              ? new Answer.Some(429, entry -> says(entry, "slow") ? "es_rejected_execution" : null)
              : new Answer.Take();
    });
    try (ElasticsearchStore store = open(new NoRollups())) {
      store.write(batches.logs("s", Times.second(1), List.of(record("quick"), record("slow"))));
      await(() -> store.problem().isPresent());
      assertThat(store.problem())
          .hasValueSatisfying(problem ->
              assertThat(problem)
                  .containsAnyOf("circuit_breaking_exception", "es_rejected_execution"));
      assertSettled(store);
      assertThat(store.problem()).isEmpty();
      assertThat(server.documents("midwatch-logs")).hasSize(2);
      assertThat(server.requests().getLast().entries())
          .as("what was taken is not sent again")
          .hasSize(1);
    }
  }

  @Test
  void countsWhatTheServerNeverTakesByReason() {
    server.answers(_ ->
        new Answer.Some(400, entry -> says(entry, "bad") ? "document_parsing_exception" : null));
    try (ElasticsearchStore store = open(new NoRollups())) {
      store.write(
          batches.logs("s", Times.second(1), List.of(record("good"), record("bad"), record("ok"))));
      assertSettled(store);
      assertThat(server.documents("midwatch-logs")).hasSize(2);
      assertThat(store.dropped(Signal.LOGS)).isEqualTo(Map.of("document_parsing_exception", 1L));
      assertThat(store.progress().getFirst().items()).isEqualTo(2);
    }
  }

  @Test
  void aDroppedConnectionNeitherLosesNorDoublesAnything() {
    AtomicInteger asked = new AtomicInteger();
    server.answers(_ -> {
      int time = asked.incrementAndGet();
      // The first finds no index and is answered; then one is taken and one is not.
      return time == 2 || time == 3 ? new Answer.Drop(time == 3) : new Answer.Take();
    });
    try (ElasticsearchStore store = open(new ItemCounting())) {
      store.write(logs(10));
      assertSettled(store);
      assertThat(server.documents("midwatch-logs")).hasSize(10);
      assertThat(store.progress().getFirst().items()).isEqualTo(10);
    }
  }

  @Test
  void aBatchThatCannotBeWrittenDoesNotStopTheOthers() {
    server.answers(request ->
        request.entries().stream().anyMatch(entry -> says(entry, "poison"))
            ? new Answer.Refuse(400, "an_exception_nobody_foresaw")
            : new Answer.Take());
    try (ElasticsearchStore store = open(new NoRollups())) {
      store.write(logs(3));
      store.write(batches.logs("s", Times.second(1), List.of(record("poison"), record("else"))));
      await(() -> store.problem().isPresent());
      store.write(logs(4));
      assertSettled(store);
      assertThat(server.documents("midwatch-logs")).hasSize(7);
      assertThat(store.dropped(Signal.LOGS)).isEqualTo(Map.of("batch_failed", 2L));
      assertThat(store.problem()).isEmpty();
    }
  }

  @Test
  void nothingIsThrownAwayWhileTheServerRefusesEverything() {
    server.answers(_ -> new Answer.Refuse(406, "media_type_header_exception"));
    try (ElasticsearchStore store = open(new NoRollups())) {
      for (int i = 0; i < 5; i++) {
        store.write(logs(2));
      }
      await(() -> store.problem().isPresent());
      assertThat(store.settle(Duration.ofSeconds(3))).isFalse();
      assertThat(store.problem()).isPresent();
      server.answers(_ -> new Answer.Take());
      assertSettled(store);
      assertThat(server.documents("midwatch-logs")).hasSize(10);
      assertThat(store.dropped(Signal.LOGS)).isEmpty();
    }
  }

  @Test
  void nothingIsThrownAwayForAnAnswerThatIsNotOfElasticsearch() {
    AtomicInteger asked = new AtomicInteger();
    server.answers(request -> {
      boolean first = request.entries().stream().anyMatch(entry -> says(entry, "first"));
      int time = first ? asked.incrementAndGet() : 0;
      return time > 0 && time <= 6 ? new Answer.Proxy(400 + time) : new Answer.Take();
    });
    try (ElasticsearchStore store = open(new NoRollups())) {
      store.write(batches.logs("s", Times.second(1), List.of(record("first"))));
      store.write(logs(4));
      assertSettled(store);
      assertThat(asked.get()).isGreaterThan(6);
      assertThat(server.documents("midwatch-logs")).hasSize(5);
      assertThat(store.dropped(Signal.LOGS)).isEmpty();
    }
  }

  @Test
  void aServerThatDoesNotAnswerIsNotWaitedForWithoutEnd() {
    server.answers(_ -> new Answer.Never());
    try (Cluster cluster = new Cluster(server.url(), Duration.ofMillis(300))) {
      Bulk.Document document = Bulk.Document.of("midwatch-logs-x", "1", Map.of(), false);
      Patience patience = new Patience();
      Thread writer =
          Thread.ofVirtual()
              .start(() -> new Bulk(cluster, patience, _ -> {}).write(List.of(document)));
      await(() -> patience.problem() != null);
      writer.interrupt();
      assertThat(patience.problem()).contains("could not write");
    }
  }

  @Test
  void figuresOfWhatWasStoredByAnAttemptThatFailedAreKept() {
    CountDownLatch queued = new CountDownLatch(1);
    server.answers(request -> {
      if (queued.getCount() > 0) {
        return new Answer.Refuse(503, "unavailable");
      }
      return request.entries().stream().anyMatch(entry -> says(entry, "poison"))
          ? new Answer.Refuse(400, "an_exception_nobody_foresaw")
          : new Answer.Take();
    });
    try (ElasticsearchStore store = open(failures())) {
      store.write(logs(1));
      await(() -> store.problem().isPresent());
      // One request takes 2,000, so these are stored when the next batch fails.
      store.write(batches.logs("s", Times.second(1), exceptions(2_000)));
      store.write(batches.logs("s", Times.second(1), List.of(record("poison"))));
      store.write(logs(2));
      queued.countDown();
      assertSettled(store);
      assertThat(store.dropped(Signal.LOGS)).isEqualTo(Map.of("batch_failed", 1L));
      assertThat(failuresIn(store)).isEqualTo(2_000);
    }
  }

  @Test
  void aFailureToldBeforeARestartIsNotCountedAgainAfterIt() {
    try (ElasticsearchStore store = open(failures())) {
      store.write(batches.logs("s", Times.second(1), exceptions(1)));
      assertSettled(store);
      assertThat(failuresIn(store)).isEqualTo(1);
    }
    try (ElasticsearchStore store = open(failures())) {
      store.write(
          batches.spans(
              "s",
              Times.second(1),
              List.of(Spans.number(1).kind(SpanKind.SERVER).failed().build())));
      assertSettled(store);
      assertThat(failuresIn(store)).isEqualTo(1);
    }
  }

  @Test
  void aServerThatWasWipedGetsTemplatesIndicesAndSeriesAgain() {
    try (ElasticsearchStore store = open(new NoRollups())) {
      store.write(points(1));
      assertSettled(store);
      List<String> templates = server.templates();
      assertThat(templates).hasSize(5);
      server.wipe();
      store.write(points(2));
      assertSettled(store);
      assertThat(server.templates()).isEqualTo(templates);
      assertThat(server.documents("midwatch-points")).hasSize(1);
      assertThat(server.documents("midwatch-series")).hasSize(1);
    }
  }

  @Test
  void countsOnceWhatWasHalfWrittenWhenTheStoreClosed() {
    CountDownLatch second = new CountDownLatch(1);
    server.answers(request -> {
      if (request.entries().size() == 500) {
        second.countDown();
        return new Answer.Refuse(503, "unavailable");
      }
      return new Answer.Take();
    });
    try (ElasticsearchStore store = open(new NoRollups())) {
      store.write(logs(2_500));
      await(() -> second.getCount() == 0);
    }
    server.answers(_ -> new Answer.Take());
    try (ElasticsearchStore store = open(new NoRollups())) {
      assertSettled(store);
      assertThat(server.documents("midwatch-logs")).hasSize(2_500);
      assertThat(accepted(store)).isEqualTo(2_500);
    }
    try (ElasticsearchStore store = open(new NoRollups())) {
      assertThat(accepted(store)).isEqualTo(2_500);
      assertThat(store.progress().getFirst().items()).isEqualTo(2_500);
    }
  }

  @Test
  void aLogThatLostItsEndDoesNotTakeNewLinesForOldOnes() throws IOException {
    Map<Path, byte[]> before = new HashMap<>();
    try (ElasticsearchStore store = open(new NoRollups())) {
      store.write(logs(1));
      assertSettled(store);
    }
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        before.put(file, Files.readAllBytes(file));
      }
    }
    try (ElasticsearchStore store = open(new NoRollups())) {
      store.write(logs(3));
      assertSettled(store);
    }
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
    for (Map.Entry<Path, byte[]> file : before.entrySet()) {
      Files.write(file.getKey(), file.getValue());
    }
    try (ElasticsearchStore store = open(new NoRollups())) {
      store.write(logs(3));
      assertSettled(store);
      assertThat(server.documents("midwatch-logs")).hasSize(7);
    }
  }

  @Test
  void makesDocumentsOfAHugeBatchARequestAtATime() {
    AtomicInteger most = new AtomicInteger();
    AtomicInteger sent = new AtomicInteger();
    server.answers(request -> {
      most.accumulateAndGet(encoded.get() - sent.get(), Math::max);
      sent.addAndGet(request.entries().size());
      return new Answer.Take();
    });
    try (ElasticsearchStore store = open(new NoRollups())) {
      store.write(logs(5_000));
      assertSettled(store);
      assertThat(server.documents("midwatch-logs")).hasSize(5_000);
      assertThat(most.get()).isLessThanOrEqualTo(2_000);
    }
  }

  @Test
  void pointsOfASeriesThatIsNeverTakenAreCountedInsteadOfHidden() {
    server.answers(_ ->
        new Answer.Some(
            400,
            entry -> entry.index().contains("-series-") ? "illegal_argument_exception" : null));
    try (ElasticsearchStore store = open(new NoRollups())) {
      store.write(points(1));
      assertSettled(store);
      assertThat(server.documents("midwatch-points")).isEmpty();
      assertThat(store.dropped(Signal.METRICS))
          .isEqualTo(Map.of("series_illegal_argument_exception", 1L));
    }
  }

  @Test
  void figuresThatAreNeverTakenMakeAnswersIncomplete() {
    server.answers(_ ->
        new Answer.Some(
            400,
            entry -> entry.index().contains("-rollups-") ? "illegal_argument_exception" : null));
    try (ElasticsearchStore store = open(new ItemCounting())) {
      store.write(logs(1));
      assertSettled(store);
      assertThat(store.refusedFigures()).isEqualTo(Map.of("illegal_argument_exception", 1L));
      var answer =
          store.rollups().readRollup(RollupQuery.total(ItemCounting.TABLE.name(), Times.HOUR));
      assertThat(answer.completeness().reasons())
          .containsExactly("some figures could not be stored: [illegal_argument_exception]");
    }
  }

  private static RollupDeriver failures() {
    return new RollupDerivation(new CanonicalReader(IdentityKeys.DEFAULT), OwnHosts.DEFAULT);
  }

  private static long failuresIn(ElasticsearchStore store) {
    RollupAnswer answer =
        store.rollups().readRollup(RollupQuery.total(ErrorTables.ERRORS.name(), Times.HOUR));
    return answer.rows().stream().mapToLong(row -> answer.count(row, "count")).sum();
  }

  /** Of one trace each. */
  private List<LogRecord> exceptions(int items) {
    List<LogRecord> logs = new ArrayList<>();
    for (int trace = 1; trace <= items; trace++) {
      logs.add(
          Logs.number(++number % 3_000)
              .severity(17, "ERROR")
              .with("exception.type", "IllegalStateException")
              .with("exception.message", "the cart is empty")
              .during(trace, trace, 1)
              .build());
    }
    return logs;
  }

  private ElasticsearchStore open(RollupDeriver deriver) {
    return ElasticsearchStore.open(
        folder,
        new ElasticsearchParts(batches, counting(), deriver, IdentityKeys.DEFAULT, clock),
        ElasticsearchSettings.of(server.url()));
  }

  private BatchEncoder counting() {
    return new BatchEncoder() {
      @Override
      public EncodedBatch.Encoding encoding() {
        return batches.encoding();
      }

      @Override
      public byte[] encodeSpans(List<io.midwatch.model.Span> spans) {
        return batches.encodeSpans(spans);
      }

      @Override
      public byte[] encodeLogs(List<LogRecord> logs) {
        encoded.incrementAndGet();
        return batches.encodeLogs(logs);
      }

      @Override
      public byte[] encodePoints(List<MetricPoint> points) {
        return batches.encodePoints(points);
      }
    };
  }

  private EncodedBatch logs(int items) {
    return batches.logs("s", Times.second(1), records(items));
  }

  private List<LogRecord> records(int items) {
    List<LogRecord> logs = new ArrayList<>();
    for (int i = 0; i < items; i++) {
      logs.add(record("line " + number));
    }
    return logs;
  }

  private LogRecord record(String body) {
    return Logs.number(++number % 3_000).saying(body).build();
  }

  private EncodedBatch points(long second) {
    return batches.points("s", Times.second(1), List.of(Points.at(second).build()));
  }

  private static boolean says(Entry entry, String word) {
    return entry.source().path("words").toString().contains("\"s" + word + "\"");
  }

  private static long accepted(ElasticsearchStore store) {
    return Objects.requireNonNull(store.ledger().snapshot().signals().get(Signal.LOGS)).accepted();
  }

  private static void assertSettled(ElasticsearchStore store) {
    assertThat(store.settle(PATIENCE)).as("%s", store.problem()).isTrue();
  }

  private static void await(BooleanSupplier condition) {
    for (int i = 0; i < 400 && !condition.getAsBoolean(); i++) {
      try {
        Thread.sleep(25);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }
}
