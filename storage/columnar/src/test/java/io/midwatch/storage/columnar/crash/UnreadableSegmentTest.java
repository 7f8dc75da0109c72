package io.midwatch.storage.columnar.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.midwatch.model.LogRecord;
import io.midwatch.model.Signal;
import io.midwatch.model.Span;
import io.midwatch.storage.columnar.EmbeddedSettings;
import io.midwatch.storage.columnar.EmbeddedStore;
import io.midwatch.storage.columnar.file.SectionFile;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.query.CompareQuery;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.Page;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.Row;
import io.midwatch.storage.contract.query.RowId;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.SeriesQuery;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.read.MetricReader;
import io.midwatch.storage.testkit.fixture.Spans;
import io.midwatch.storage.testkit.fixture.Times;
import io.midwatch.storage.wal.disk.SimulatedDisk;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Three segments a signal, the middle one of which cannot be read: what may lack something of it
 * says so by file, and what cannot lack anything is complete.
 */
@Timeout(60)
class UnreadableSegmentTest {
  private static final int ITEMS = 10;

  private final QuietLogs quiet = new QuietLogs();
  private SimulatedDisk disk = new SimulatedDisk();
  private List<Row<LogRecord>> logs = List.of();

  @BeforeEach
  void fill() {
    disk = new SimulatedDisk();
    try (EmbeddedStore store = open()) {
      for (int segment = 0; segment < 3; segment++) {
        for (Signal signal : Signal.values()) {
          store.write(NumberedBatches.batch(signal, segment * ITEMS, ITEMS));
        }
        store.seal();
      }
      logs =
          store
              .logs()
              .searchLogs(
                  SearchQuery.newest(Times.HOUR, Filter.ALL, 3 * ITEMS)
                      .sorted(SearchQuery.Sort.OLDEST_FIRST))
              .rows();
    }
  }

  @AfterEach
  void close() {
    quiet.close();
  }

  private EmbeddedStore open() {
    return EmbeddedStore.open(
        disk, StoreWorld.PARTS, EmbeddedSettings.DEFAULTS.withSegments(1_000, 1_000));
  }

  private String middle(Signal signal) {
    return signal.label() + "/" + disk.list(signal.label()).get(1);
  }

  /** Found out at the start, or when a question reads it. */
  private void damage(Signal signal, String how) {
    String file = middle(signal);
    if (how.equals("gone")) {
      disk.delete(file);
    } else if (how.equals("cut")) {
      disk.cut(file, disk.size(file) / 2);
    } else {
      long end = 16;
      try (SectionFile sections = SectionFile.open(disk, file)) {
        for (String name : sections.names()) {
          end += sections.section(name).byteSize();
        }
      }
      for (long at = 16; at < end; at += 2) {
        disk.flipBit(file, at, 3);
      }
    }
  }

  private static void requireSaid(Completeness answer, String file) {
    assertThat(answer.complete()).isFalse();
    assertThat(answer.reasons())
        .anySatisfy(
            reason -> assertThat(reason).startsWith("a file cannot be read: ").contains(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cut", "flipped"})
  void aTraceSaysThatSpansOfItMayBeMissing(String how) {
    damage(Signal.TRACES, how);
    try (EmbeddedStore store = open()) {
      // spans 8 to 11 are one trace: 10 and 11 are in the damaged segment
      Page<Span> trace = store.spans().tracePage(QueryScope.ALL, Spans.traceId(3));
      assertThat(trace.items()).containsExactly(NumberedBatches.span(8), NumberedBatches.span(9));
      requireSaid(trace.completeness(), middle(Signal.TRACES));
      assertThat(store.spans().trace(QueryScope.ALL, Spans.traceId(3))).hasSize(2);
    }
  }

  @Test
  void traceIdsThatAreDamagedAreFoundAfterAStartWithoutAQuestion() throws InterruptedException {
    String file = middle(Signal.TRACES);
    long end = 16;
    try (SectionFile sections = SectionFile.open(disk, file)) {
      for (String name : sections.names()) {
        end += sections.section(name).byteSize();
        if (name.endsWith(".filter")) {
          disk.flipBit(file, end - 1, 3);
        }
      }
    }
    try (EmbeddedStore store = open()) {
      while (store.damaged().isEmpty()) { // as long as the test may take
        Thread.sleep(10);
      }
      assertThat(store.damaged())
          .singleElement()
          .asString()
          .contains(file + " section ", ".filter");
    }
  }

  @Test
  void aTraceIsCompleteWhenEverythingCanBeRead() {
    try (EmbeddedStore store = open()) {
      Page<Span> trace = store.spans().tracePage(QueryScope.ALL, Spans.traceId(3));
      assertThat(trace.items()).hasSize(4);
      assertThat(trace.completeness().complete()).isTrue();
      assertThat(store.spans().tracePage(QueryScope.ALL, Spans.traceId(99)).completeness())
          .matches(Completeness::complete);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cut", "flipped"})
  void aRecordThatMayBeInItIsNotSaidToBeGone(String how) {
    damage(Signal.LOGS, how);
    try (EmbeddedStore store = open()) {
      RowId lost = logs.get(15).id();
      assertThatThrownBy(() -> store.logs().log(QueryScope.ALL, lost))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining(lost.text())
          .hasMessageContaining(middle(Signal.LOGS));
      assertThat(store.logs().log(QueryScope.ALL, logs.getFirst().id())).contains(logs.getFirst());
      assertThat(store.logs().log(QueryScope.ALL, logs.getLast().id())).contains(logs.getLast());
      assertThat(store.logs().log(QueryScope.ALL, new RowId(0, 99, 0, 0))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cut", "flipped"})
  void aTailSaysThatItGoesPastTheDamage(String how) {
    damage(Signal.LOGS, how);
    try (EmbeddedStore store = open()) {
      Page<LogRecord> all =
          store.logs().tailPage(QueryScope.ALL, Filter.ALL, logs.get(4).id(), 100);
      assertThat(all.rows()).hasSize(5 + ITEMS);
      requireSaid(all.completeness(), middle(Signal.LOGS));
      Page<LogRecord> behind =
          store.logs().tailPage(QueryScope.ALL, Filter.ALL, logs.get(24).id(), 100);
      assertThat(behind.rows()).hasSize(5);
      assertThat(behind.completeness().complete()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cut", "flipped"})
  void aComparisonSaysThatRowsOfItsRangeAreMissing(String how) {
    damage(Signal.TRACES, how);
    try (EmbeddedStore store = open()) {
      var all = store.spans().compareSpans(compare(Times.HOUR));
      assertThat(all.selectionRows() + all.baselineRows()).isEqualTo(2 * ITEMS);
      requireSaid(all.completeness(), middle(Signal.TRACES));
      TimeRange first = new TimeRange(Times.START_NANOS, NumberedBatches.time(ITEMS));
      assertThat(store.spans().compareSpans(compare(first)).completeness().complete()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cut", "flipped"})
  void listsOfNamesAndMetricsSayThatSeriesMayBeMissing(String how) {
    damage(Signal.METRICS, how);
    try (EmbeddedStore store = open()) {
      MetricReader metrics = store.metrics();
      SeriesQuery all = SeriesQuery.of(Times.HOUR);
      assertThat(metrics.readSeries(all, _ -> true).complete()).isFalse();
      String file = middle(Signal.METRICS);
      requireSaid(metrics.labels(QueryScope.ALL, Times.HOUR, List.of()).completeness(), file);
      requireSaid(
          metrics.labelValues(QueryScope.ALL, Times.HOUR, "job", List.of()).completeness(), file);
      requireSaid(metrics.exemplars(all).completeness(), file);
      requireSaid(metrics.metadata().completeness(), file);
      TimeRange first = new TimeRange(Times.START_NANOS, NumberedBatches.time(ITEMS));
      assertThat(metrics.labels(QueryScope.ALL, first, List.of()).completeness().complete())
          .isTrue();
    }
  }

  /** Whether it was found out at the start, or when it was open already. */
  @ParameterizedTest
  @CsvSource({
    "TRACES, cut",
    "TRACES, flipped",
    "TRACES, gone",
    "LOGS, cut",
    "LOGS, flipped",
    "METRICS, cut",
    "METRICS, flipped"
  })
  void anUnreadableFileLeavesTheDiskWhenItsTimeIsOver(Signal signal, String how) {
    String file = middle(signal);
    damage(signal, how);
    try (EmbeddedStore store = open()) {
      store.spans().tracePage(QueryScope.ALL, Spans.traceId(3));
      store.logs().tailPage(QueryScope.ALL, Filter.ALL, logs.getFirst().id(), 100);
      store.metrics().readSeries(SeriesQuery.of(Times.HOUR), _ -> true);
      assertThat(store.damaged()).singleElement().asString().contains(file);
      store.expire(signal, Long.MAX_VALUE);
      assertThat(disk.list(signal.label())).isEmpty();
    }
  }

  private static CompareQuery compare(TimeRange range) {
    Filter some = new Filter.NumberRange(Field.attribute("number"), 5.0, null);
    return new CompareQuery(
        QueryScope.ALL,
        range,
        some,
        Filter.not(some),
        List.of(Field.attribute("number")),
        10,
        QueryLimits.DEFAULT);
  }
}
