package io.midwatch.storage.columnar.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.Signal;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.columnar.DataCheck;
import io.midwatch.storage.columnar.EmbeddedSettings;
import io.midwatch.storage.columnar.EmbeddedStore;
import io.midwatch.storage.columnar.StoreParts;
import io.midwatch.storage.columnar.retention.DiskLimits;
import io.midwatch.storage.contract.memory.InMemoryRollups;
import io.midwatch.storage.contract.memory.InMemoryStore;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.SeriesQuery;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.rollup.ExponentialHistogram;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.testkit.fixture.Times;
import io.midwatch.storage.wal.disk.LocalDisk;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whole data folders of both format versions: segments of every signal, a rollup file, a log with
 * records that are in no segment, the requests of a log file that is gone, manifest and ledger.
 * Every later build reads them to the answers of the store in memory, and writes the bytes of the
 * newest. Run with {@code -Dgolden.update} from the module's folder to write that anew, which is
 * right only before the format was released.
 */
class GoldenDataTest {
  private static final String NEWEST = "data-2";
  private static final Instant NOW = Times.START.plus(Duration.ofMinutes(20));
  private static final StoreParts PARTS =
      new StoreParts(
          new GoldenItems(),
          new GoldenItems(),
          new GoldenDeriver(),
          IdentityKeys.DEFAULT,
          InstantSource.fixed(NOW));

  @TempDir Path folder;

  private static EmbeddedStore open(Path data) {
    return EmbeddedStore.open(data, PARTS, EmbeddedSettings.DEFAULTS.withRoom(DiskLimits.NONE));
  }

  /** Sealed is what came first; the log file it was in is deleted, the next one is not. */
  private static void write(Path data) {
    try (EmbeddedStore store = open(data)) {
      write(store, 0, 12);
      store.ledger().refused(Signal.LOGS, "too_large", 5);
    }
    try (EmbeddedStore store = open(data)) {
      write(store, 12, 30);
      store.seal();
      write(store, 42, 14);
      store.ledger().received(Signal.LOGS, 14, 0, Map.of("no_body", 2L));
    }
  }

  private static void write(EmbeddedStore store, int first, int count) {
    for (Signal signal : Signal.values()) {
      store.write(GoldenItems.batch(signal, first, count));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"data-1", NEWEST})
  void readsWhatWasWrittenAsTheReferenceAnswers(String name)
      throws IOException, URISyntaxException {
    Path data = folder.resolve("copy");
    copy(golden(name), data);
    assertThat(DataCheck.run(new LocalDisk(data)).damages()).isEmpty();
    InMemoryRollups rollups =
        new InMemoryRollups(
            List.of(GoldenDeriver.CALLS),
            InstantSource.fixed(NOW),
            InMemoryRollups.DEFAULT_RETENTION);
    InMemoryStore reference =
        new InMemoryStore(
            new GoldenItems(),
            new GoldenDeriver(),
            rollups,
            IdentityKeys.DEFAULT,
            1_000,
            InstantSource.fixed(NOW));
    for (Signal signal : Signal.values()) {
      reference.write(GoldenItems.batch(signal, 0, 12));
      reference.write(GoldenItems.batch(signal, 12, 30));
      reference.write(GoldenItems.batch(signal, 42, 14));
    }
    SearchQuery all = SearchQuery.newest(TimeRange.ALL, Filter.ALL, 1_000);
    try (EmbeddedStore store = open(data)) {
      assertThat(store.damaged()).isEmpty();
      assertThat(store.recovery().items()).isEqualTo(14 * 3);
      assertThat(store.spans().searchSpans(all).items())
          .isEqualTo(reference.searchSpans(all).items())
          .hasSize(56);
      assertThat(store.logs().searchLogs(all).items())
          .isEqualTo(reference.searchLogs(all).items())
          .hasSize(56);
      assertThat(store.metrics().series(SeriesQuery.of(TimeRange.ALL)))
          .isEqualTo(reference.series(SeriesQuery.of(TimeRange.ALL)))
          .hasSizeGreaterThan(7);
      assertThat(store.metrics().metadata().values()).isEqualTo(reference.metadata().values());
      for (long seconds : new long[] {15, 60, 300, 3_600}) {
        RollupQuery query =
            RollupQuery.total("calls", Times.HOUR, "service", "status", "failed")
                .every(seconds * Times.SECOND);
        assertThat(figures(store.rollups().readRollup(query)))
            .as("every %d s", seconds)
            .isEqualTo(figures(rollups.readRollup(query)))
            .isNotEmpty();
      }
      assertThat(store.write(GoldenItems.batch(Signal.TRACES, 0, 12)).duplicate()).isTrue();
      var logs = Objects.requireNonNull(store.ledger().snapshot().signals().get(Signal.LOGS));
      assertThat(logs.refusedBytes()).isEqualTo(5);
      assertThat(logs.rejectedByReason()).isEqualTo(Map.of("no_body", 2L));
    }
  }

  /**
   * Buckets of a merged histogram depend on the order in which it was merged; its counts do not.
   */
  private static List<List<Object>> figures(RollupAnswer answer) {
    assertThat(answer.completeness().complete()).isTrue();
    return answer.rows().stream()
        .map(row ->
            List.<Object>of(
                row.bucketStartUnixNano(),
                row.key(),
                row.overflow(),
                row.counters(),
                row.histograms().stream().map(ExponentialHistogram::count).toList(),
                answer.distinct(row, "users")))
        .toList();
  }

  @Test
  void writesFormatVersion2() throws IOException, URISyntaxException {
    Path data = folder.resolve("written");
    write(data);
    if (System.getProperty("golden.update") != null) {
      Path resource = Path.of("src/test/resources/io/midwatch/storage/columnar/golden", NEWEST);
      delete(resource);
      copy(data, resource);
      return;
    }
    Map<String, byte[]> written = contents(data);
    Map<String, byte[]> golden = contents(golden(NEWEST));
    assertThat(written.keySet()).isEqualTo(golden.keySet());
    written.forEach((file, bytes) -> assertThat(bytes).as(file).isEqualTo(golden.get(file)));
  }

  private static Path golden(String name) throws URISyntaxException {
    URL manifest = Objects.requireNonNull(GoldenDataTest.class.getResource(name + "/MANIFEST"));
    return Objects.requireNonNull(Path.of(manifest.toURI()).getParent());
  }

  /** Files by their path in the folder; the lock is nobody's data. */
  private static Map<String, byte[]> contents(Path folder) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith(".lock")) {
          contents.put(folder.relativize(file).toString(), Files.readAllBytes(file));
        }
      }
    }
    return contents;
  }

  private static void copy(Path from, Path to) throws IOException {
    for (Map.Entry<String, byte[]> file : contents(from).entrySet()) {
      Path target = to.resolve(file.getKey());
      Files.createDirectories(Objects.requireNonNull(target.getParent()));
      Files.write(target, file.getValue());
    }
  }

  private static void delete(Path folder) throws IOException {
    for (String file : Files.exists(folder) ? contents(folder).keySet() : List.<String>of()) {
      Files.delete(folder.resolve(file));
    }
  }
}
