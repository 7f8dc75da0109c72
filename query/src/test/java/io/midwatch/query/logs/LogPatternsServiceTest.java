package io.midwatch.query.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.LogRecord;
import io.midwatch.model.MetricPoint;
import io.midwatch.model.Span;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.memory.InMemoryRollups;
import io.midwatch.storage.contract.memory.InMemoryStore;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.rollup.RollupDeriver;
import io.midwatch.storage.contract.rollup.RollupSink;
import io.midwatch.storage.contract.rollup.RollupTable;
import io.midwatch.storage.testkit.fixture.Logs;
import io.midwatch.storage.testkit.fixture.MutableClock;
import io.midwatch.storage.testkit.fixture.RecordBatches;
import io.midwatch.storage.testkit.fixture.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogPatternsServiceTest {
  private static final int SAMPLE = 300;

  private final MutableClock clock = new MutableClock(Times.START);
  private final InMemoryStore store =
      new InMemoryStore(
          new RecordBatches(),
          new Nothing(),
          new InMemoryRollups(List.of(), clock, Duration.ofHours(6)),
          IdentityKeys.DEFAULT,
          10_000,
          clock);
  private final LogPatternsService service =
      new LogPatternsService(
          new LogsService(store), new CanonicalReader(IdentityKeys.DEFAULT), SAMPLE);

  /** Half a minute past a step, so that the first and the last one are cut. */
  private final Window window = Window.of(new TimeRange(Times.second(30), Times.second(3_570)));

  @Test
  void looksAtEveryRecordWhenThereAreFew() {
    write(0, 300);

    LogPatterns found = service.patterns(LogSearch.newest(window, 1));

    assertThat(found.whole()).isTrue();
    assertThat(found.looked()).isEqualTo(270).isEqualTo(found.matching());
    assertThat(found.patterns()).extracting(LogPattern::template).containsExactly("line *");
    assertThat(found.patterns().getFirst().firstUnixNano()).isEqualTo(Times.second(30));
    assertThat(found.patterns().getFirst().lastUnixNano()).isEqualTo(Times.second(299));
    assertThat(found.patterns().getFirst().counts()).startsWith(30L, 60L, 60L, 60L, 60L, 0L);
  }

  @Test
  void looksAtTheSamePartOfEachStepWhenThereAreMany() {
    write(0, 3_600);

    LogPatterns found = service.patterns(LogSearch.newest(window, 1));

    assertThat(found.whole()).isFalse();
    assertThat(found.matching()).isEqualTo(3_540);
    assertThat(found.looked()).isBetween((long) SAMPLE, SAMPLE + 60L);
    List<Long> counts = found.patterns().getFirst().counts();
    assertThat(counts).hasSize(60);
    assertThat(counts.subList(1, 59)).containsOnly(6L);
  }

  private void write(int from, int to) {
    List<LogRecord> records = new ArrayList<>();
    for (int i = from; i < to; i++) {
      records.add(Logs.number(i).build());
    }
    store.writeLogs(records);
  }

  private static final class Nothing implements RollupDeriver {
    @Override
    public List<RollupTable> tables() {
      return List.of();
    }

    @Override
    public void derive(Span span, RollupSink sink) {}

    @Override
    public void derive(LogRecord log, RollupSink sink) {}

    @Override
    public void derive(MetricPoint point, RollupSink sink) {}
  }
}
