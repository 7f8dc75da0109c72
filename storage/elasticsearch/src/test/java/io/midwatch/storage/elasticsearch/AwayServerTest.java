package io.midwatch.storage.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.midwatch.model.Signal;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.StoreOverloadedException;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.testkit.fixture.Logs;
import io.midwatch.storage.testkit.fixture.MutableClock;
import io.midwatch.storage.testkit.fixture.RecordBatches;
import io.midwatch.storage.testkit.fixture.Spans;
import io.midwatch.storage.testkit.fixture.Times;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the store does while no server answers. */
class AwayServerTest {
  /** Nothing listens there. */
  private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

  @TempDir Path folder;
  private final RecordBatches batches = new RecordBatches();
  private long number;

  @Test
  void acknowledgesUntilTheBacklogIsFullAndRemembersItAcrossARestart() {
    try (ElasticsearchStore store = open(40)) {
      for (int i = 0; i < 10; i++) {
        write(store);
        requireBacklog(store, 4L * (i + 1));
      }
      assertThatThrownBy(() -> write(store))
          .isInstanceOfSatisfying(
              StoreOverloadedException.class,
              e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(2)));
    }
    try (ElasticsearchStore store = open(40)) {
      assertThat(store.backlogBytes()).isEqualTo(40);
      assertThat(
              Objects.requireNonNull(store.ledger().snapshot().signals().get(Signal.LOGS))
                  .accepted())
          .isEqualTo(10);
      assertThatThrownBy(() -> write(store)).isInstanceOf(StoreOverloadedException.class);
    }
  }

  @Test
  void questionsFailInWordsAndTheStoreSaysWhatItWaitsFor() throws InterruptedException {
    try (ElasticsearchStore store = open(1_000)) {
      assertThatThrownBy(() -> store.spans().trace(QueryScope.ALL, Spans.traceId(1)))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("Elasticsearch at http://127.0.0.1:1 could not search");
      write(store);
      for (int i = 0; i < 100 && store.problem().isEmpty(); i++) {
        Thread.sleep(50);
      }
      assertThat(store.problem())
          .hasValueSatisfying(
              problem -> assertThat(problem).contains("No server answers at http://127.0.0.1:1"));
    }
  }

  private ElasticsearchStore open(long backlogBytes) {
    return ElasticsearchStore.open(
        folder,
        new ElasticsearchParts(
            batches, batches, new NoRollups(), IdentityKeys.DEFAULT, new MutableClock(Times.START)),
        ElasticsearchSettings.of(NOWHERE).withBacklogBytes(backlogBytes));
  }

  /** One record; the body of a test's batch has four bytes. */
  private void write(ElasticsearchStore store) {
    store.write(batches.logs("away", Times.second(1), List.of(Logs.number(++number).build())));
  }

  private static void requireBacklog(ElasticsearchStore store, long bytes) {
    assertThat(store.backlogBytes()).as("acknowledged is in the backlog").isEqualTo(bytes);
  }
}
