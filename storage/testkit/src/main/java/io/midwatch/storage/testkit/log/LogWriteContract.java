package io.midwatch.storage.testkit.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.LogRecord;
import io.midwatch.model.Signal;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.Row;
import io.midwatch.storage.contract.query.RowId;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.SourceProgress;
import io.midwatch.storage.contract.query.StoreStats.SignalStats;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.contract.write.RejectedItems;
import io.midwatch.storage.contract.write.WriteReceipt;
import io.midwatch.storage.testkit.fixture.Logs;
import io.midwatch.storage.testkit.fixture.RecordBatches;
import io.midwatch.storage.testkit.fixture.Rich;
import io.midwatch.storage.testkit.fixture.StoreContract;
import io.midwatch.storage.testkit.fixture.Times;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Log records go in as often as they come, come out whole, and go when they are old. */
public abstract class LogWriteContract extends StoreContract {
  @Test
  void keepsEverythingARecordCanSay() {
    LogRecord rich = Rich.log().build();
    store.batches().write(batches.logs("local", Times.second(0), List.of(rich)));
    assertThat(stored()).containsExactly(rich);
  }

  @Test
  void keepsRecordsAsWellAsBatches() {
    LogRecord rich = Rich.log().build();
    store.logWriter().writeLogs(List.of(rich));
    assertThat(stored()).containsExactly(rich);
  }

  @Test
  void keepsARecordThatSaysNothing() {
    LogRecord bare = Logs.number(5).times(0, 0).severity(0, "").body(AttributeValue.EMPTY).build();
    LogRecord next = Logs.number(9).saying("has a body").build();
    store.batches().write(batches.logs("local", Times.second(7), List.of(next, bare)));
    assertThat(stored()).containsExactly(next, bare);
    SearchQuery received = SearchQuery.newest(Times.seconds(7, 8), Filter.ALL, 9);
    assertThat(store.logs().searchLogs(received).items())
        .as("filed under the time it was received")
        .containsExactly(bare);
  }

  @Test
  void filesUnderTheObservedTimeWhenThereIsNoOther() {
    LogRecord observed = Logs.number(5).times(0, Times.second(3)).build();
    store.logWriter().writeLogs(List.of(observed));
    SearchQuery query = SearchQuery.newest(Times.seconds(3, 4), Filter.ALL, 9);
    assertThat(store.logs().searchLogs(query).items()).containsExactly(observed);
  }

  @Test
  void keepsEqualRecordsAsOftenAsTheyCome() {
    LogRecord line = Logs.number(1).build();
    store.logWriter().writeLogs(List.of(line, line));
    store.logWriter().writeLogs(List.of(line));
    assertThat(stored()).containsExactly(line, line, line);
    assertThat(stats().duplicates()).isZero();
  }

  @Test
  void storesTheSameBytesOfASourceOnceWithinTenMinutes() {
    EncodedBatch batch = batches.logs("local", Times.second(0), List.of(Logs.number(1).build()));
    store.batches().write(batch);
    EncodedBatch again = RecordBatches.again(batch, "local", Times.second(599));
    assertThat(store.batches().write(again)).isEqualTo(new WriteReceipt(0, true));
    assertThat(stored()).hasSize(1);
    store.batches().write(RecordBatches.again(batch, "other", Times.second(599)));
    store.batches().write(RecordBatches.again(batch, "local", Times.second(600)));
    assertThat(stored()).hasSize(3);
  }

  @Test
  void leavesOutRejectedItems() {
    BitSet rejected = new BitSet();
    rejected.set(0);
    List<LogRecord> logs = List.of(Logs.number(1).build(), Logs.number(2).build());
    store
        .batches()
        .write(
            batches.batch(
                Signal.LOGS, "local", Times.second(0), RejectedItems.copyOf(rejected), logs));
    assertThat(stored()).containsExactly(logs.get(1));
  }

  @Test
  void findsARecordByItsRow() {
    LogRecord seen = Logs.number(1).of("shop").build();
    store.logWriter().writeLogs(List.of(seen, Logs.number(2).of("payments").build()));
    List<Row<LogRecord>> rows =
        store.logs().searchLogs(SearchQuery.newest(Times.HOUR, Filter.ALL, 9)).rows();
    QueryScope shop = new QueryScope(Filter.eq(Field.named("service"), "shop"));
    assertThat(store.logs().log(shop, rows.get(1).id())).contains(rows.get(1));
    assertThat(rows.get(1).item()).isEqualTo(seen);
    assertThat(store.logs().log(shop, rows.get(0).id())).as("out of scope").isEmpty();
    RowId unknown = new RowId(7, Long.MAX_VALUE, 7, 7);
    assertThat(store.logs().log(QueryScope.ALL, unknown)).isEmpty();
  }

  @Test
  void expiresWhatIsFiledBefore() {
    LogRecord old = Logs.number(5).build();
    LogRecord young = Logs.number(10).build();
    store.logWriter().writeLogs(List.of(young, old));
    store.retention().expire(Signal.LOGS, Times.second(10));
    assertThat(stored()).contains(young);
    assertThat(stats().stored() + stats().expired()).isEqualTo(2);
    assertThat(stats().newestUnixNano()).isEqualTo(Times.second(10));
  }

  @Test
  void nothingOfAFinishedUnitIsLeftWhenAllOfItIsOld() {
    List<LogRecord> old = List.of(Logs.number(5).build(), Logs.number(10).build());
    LogRecord young = Logs.number(Times.TWO_DAYS + 5).build();
    store.batches().write(batches.logs("s", Times.second(20), old));
    store.finishUnits().run();
    clock.advance(Duration.ofDays(2));
    store.batches().write(batches.logs("s", Times.second(Times.TWO_DAYS + 20), List.of(young)));
    for (int time = 0; time < 2; time++) {
      store.retention().expire(Signal.LOGS, Times.second(Times.TWO_DAYS));
      assertThat(stored()).containsExactly(young);
      assertThat(stats().stored()).isEqualTo(1);
      assertThat(stats().expired()).isEqualTo(2);
      assertThat(stats().oldestUnixNano()).isEqualTo(Times.second(Times.TWO_DAYS + 5));
    }
  }

  @Test
  void saysHowFarEachSourceHasCome() {
    List<LogRecord> logs = List.of(Logs.number(8).build(), Logs.number(2).build());
    store.batches().write(batches.logs("a", Times.second(50), logs));
    assertThat(store.status().progress())
        .containsExactly(
            new SourceProgress("a", Signal.LOGS, Times.second(8), Times.second(50), 2));
  }

  private List<LogRecord> stored() {
    SearchQuery all = SearchQuery.newest(TimeRange.ALL, Filter.ALL, 100);
    return store.logs().searchLogs(all).items();
  }

  private SignalStats stats() {
    return Objects.requireNonNull(store.status().stats().signals().get(Signal.LOGS));
  }
}
