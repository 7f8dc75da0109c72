package io.midwatch.storage.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.LogRecord;
import io.midwatch.model.MetricPoint;
import io.midwatch.model.Signal;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.LabelMatcher;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.SeriesQuery;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.testkit.fixture.Logs;
import io.midwatch.storage.testkit.fixture.MutableClock;
import io.midwatch.storage.testkit.fixture.Points;
import io.midwatch.storage.testkit.fixture.RecordBatches;
import io.midwatch.storage.testkit.fixture.Spans;
import io.midwatch.storage.testkit.fixture.Times;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Whatever senders write, a real server takes it and its mappings stay as they are. */
class HostileSendersIT {
  private static final int KEYS = 3_000;
  private static final Pattern TYPE = Pattern.compile("\"type\":");

  @RegisterExtension static final SharedServer SERVER = new SharedServer();

  @TempDir Path folder;
  private final RecordBatches batches = new RecordBatches();
  private final MutableClock clock = new MutableClock(Times.START.plus(Duration.ofHours(1)));
  private ElasticsearchStore store;

  @BeforeEach
  void openStore() throws Exception {
    SERVER.server().clear(ElasticsearchStores.PREFIX);
    store =
        ElasticsearchStore.open(
            folder,
            new ElasticsearchParts(batches, batches, new NoRollups(), IdentityKeys.DEFAULT, clock),
            ElasticsearchSettings.of(SERVER.server().url()).withPrefix(ElasticsearchStores.PREFIX));
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  void thousandsOfKeysAddNoFields() throws Exception {
    write(List.of(Logs.number(1).with("key", "x").build()));
    long before = fields();
    List<LogRecord> logs = new ArrayList<>();
    for (int i = 0; i < KEYS; i += 100) {
      Logs log = Logs.number(1 + i / 100);
      for (int key = i; key < i + 100; key++) {
        log.with("key." + key, key % 2 == 0 ? "text" : "" + key);
      }
      logs.add(log.build());
    }
    write(logs);
    assertThat(fields()).isEqualTo(before);
    assertThat(Objects.requireNonNull(store.stats().signals().get(Signal.LOGS)).stored())
        .isEqualTo(1 + KEYS / 100);
    assertThat(found(Filter.eq(Field.attribute("key.2998"), "text"))).hasSize(1);
  }

  @Test
  void halvesOfCharactersAndControlCharactersAreStoredAndFound() {
    List<LogRecord> logs =
        List.of(
            Logs.number(1).saying("half \ud800 of one").with("k", "\udc00").build(),
            Logs.number(2).saying("nul \0 and \u001b").with("a\0b", "c\0d").build());
    write(logs);
    assertThat(store.dropped(Signal.LOGS)).isEmpty();
    assertThat(found(Filter.ALL)).hasSize(2);
    assertThat(found(Filter.eq(Field.attribute("a\0b"), "c\0d"))).hasSize(1);
  }

  @Test
  void longNamesAndTextsAreStoredAndFound() {
    String name = "n".repeat(40_000);
    String text = "t".repeat(40_000);
    write(List.of(Logs.number(1).saying(text).with(name, text).build()));
    store.write(
        batches.spans(
            "s", Times.second(2), List.of(Spans.number(1).named(text).with(name, text).build())));
    MetricPoint point = Points.at(1).with(name, text).build();
    store.write(batches.points("s", Times.second(3), List.of(point)));
    assertThat(store.settle(Duration.ofSeconds(60))).as("%s", store.problem()).isTrue();
    for (Signal signal : Signal.values()) {
      assertThat(store.dropped(signal)).isEmpty();
    }
    assertThat(found(Filter.eq(Field.attribute(name), text))).hasSize(1);
    assertThat(
            store.metrics().series(SeriesQuery.of(TimeRange.ALL, LabelMatcher.equal(name, text))))
        .hasSize(1);
  }

  private void write(List<LogRecord> logs) {
    store.write(batches.logs("s", Times.second(1), logs));
    assertThat(store.settle(Duration.ofSeconds(60))).as("%s", store.problem()).isTrue();
  }

  private List<LogRecord> found(Filter filter) {
    return store.logs().searchLogs(SearchQuery.newest(TimeRange.ALL, filter, 10)).items();
  }

  private static long fields() throws Exception {
    String mapping =
        SERVER
            .server()
            .request("GET", "/" + ElasticsearchStores.PREFIX + "-logs-2026.01.02/_mapping", "")
            .body();
    return TYPE.matcher(mapping).results().count();
  }
}
