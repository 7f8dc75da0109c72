package io.midwatch.storage.testkit.span;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.Signal;
import io.midwatch.model.Span;
import io.midwatch.model.SpanStatus;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.Row;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.SourceProgress;
import io.midwatch.storage.contract.query.StoreStats.SignalStats;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.contract.write.RejectedItems;
import io.midwatch.storage.contract.write.WriteReceipt;
import io.midwatch.storage.testkit.fixture.RecordBatches;
import io.midwatch.storage.testkit.fixture.Rich;
import io.midwatch.storage.testkit.fixture.Spans;
import io.midwatch.storage.testkit.fixture.StoreContract;
import io.midwatch.storage.testkit.fixture.Times;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Spans go in once, come out whole, and go when they are old. */
public abstract class SpanWriteContract extends StoreContract {
  private static final long MINUTE = 60 * Times.SECOND;

  @Test
  void keepsEverythingASpanCanSay() {
    Span rich = Rich.span().build();
    store.batches().write(batches.spans("local", Times.second(0), List.of(rich)));
    assertThat(stored(900)).containsExactly(rich);
  }

  @Test
  void keepsRecordsAsWellAsBatches() {
    Span rich = Rich.span().build();
    store.spanWriter().writeSpans(List.of(rich));
    assertThat(stored(900)).containsExactly(rich);
  }

  @Test
  void keepsNumbersItDoesNotKnow() {
    Span span = Spans.number(1).kindNumber(77).status(new SpanStatus(9, "")).build();
    store.batches().write(batches.spans("local", Times.second(0), List.of(span)));
    assertThat(stored(1)).containsExactly(span);
  }

  @Test
  void doesNotMixAttributesOfNeighbours() {
    Span one = Spans.number(1).with("a", "1").of("shop").build();
    Span two = Spans.number(2).trace(1).with("b", "2").of("payments").build();
    store.batches().write(batches.spans("local", Times.second(0), List.of(one, two)));
    assertThat(stored(1)).containsExactly(one, two);
  }

  @Test
  void leavesOutRejectedItems() {
    BitSet rejected = new BitSet();
    rejected.set(1);
    List<Span> spans = List.of(inTraceOne(1), inTraceOne(2), inTraceOne(3));
    WriteReceipt receipt =
        store
            .batches()
            .write(
                batches.batch(
                    Signal.TRACES,
                    "local",
                    Times.second(0),
                    RejectedItems.copyOf(rejected),
                    spans));
    assertThat(receipt).isEqualTo(new WriteReceipt(2, false));
    assertThat(stored(1)).containsExactly(spans.get(0), spans.get(2));
  }

  @Test
  void storesTheSameBytesOfASourceOnceWithinTenMinutes() {
    EncodedBatch batch = batches.spans("local", Times.second(0), List.of(inTraceOne(1)));
    assertThat(store.batches().write(batch)).isEqualTo(new WriteReceipt(1, false));
    EncodedBatch again = RecordBatches.again(batch, "local", Times.second(599));
    assertThat(store.batches().write(again)).isEqualTo(new WriteReceipt(0, true));
    assertThat(stored(1)).hasSize(1);
    assertThat(stats().duplicates()).as("a repeated request is not merged items").isZero();
  }

  @Test
  void readsTheSameBytesAgainFromAnotherSourceOrLater() {
    EncodedBatch batch = batches.spans("local", Times.second(0), List.of(inTraceOne(1)));
    store.batches().write(batch);
    EncodedBatch other = RecordBatches.again(batch, "other", Times.second(1));
    EncodedBatch later = RecordBatches.again(batch, "local", Times.second(600));
    assertThat(store.batches().write(other).duplicate()).isFalse();
    assertThat(store.batches().write(later).duplicate()).isFalse();
    assertThat(stored(1)).as("equal spans are one row all the same").hasSize(1);
    assertThat(stats().duplicates()).isEqualTo(2);
  }

  @Test
  void keepsOneRowOfEqualSpansAndTwoOfSpansThatDifferInContent() {
    Span first = inTraceOne(1);
    Span corrected = Spans.number(1).with("late", "attribute").build();
    store.spanWriter().writeSpans(List.of(first, first));
    store.spanWriter().writeSpans(List.of(first, corrected));
    assertThat(stored(1)).containsExactlyInAnyOrder(first, corrected);
    assertThat(stats().stored()).isEqualTo(2);
    assertThat(stats().duplicates()).isEqualTo(2);
  }

  @Test
  void findsDuplicatesInABigTrace() {
    List<Span> spans =
        java.util.stream.LongStream.rangeClosed(1, 300).mapToObj(n -> inTraceOne(n)).toList();
    store.spanWriter().writeSpans(spans);
    store.spanWriter().writeSpans(spans);
    assertThat(stored(1)).isEqualTo(spans);
    assertThat(stats().duplicates()).isEqualTo(300);
  }

  @Test
  void givesATraceByStartThenSpanId() {
    Span late = Spans.number(1).trace(1).startingAt(Times.second(9)).build();
    Span early = Spans.number(2).trace(1).startingAt(Times.second(3)).build();
    Span tied = Spans.number(3).trace(1).startingAt(Times.second(3)).build();
    store.spanWriter().writeSpans(List.of(late, tied, Spans.number(4).build(), early));
    assertThat(stored(1)).containsExactly(early, tied, late);
    assertThat(stored(77)).isEmpty();
  }

  @Test
  void showsOnlyWhatTheScopeMaySee() {
    Span seen = Spans.number(1).trace(1).of("shop").build();
    Span hidden = Spans.number(2).trace(1).of("payments").build();
    store.spanWriter().writeSpans(List.of(seen, hidden));
    QueryScope shop = new QueryScope(Filter.eq(Field.named("service"), "shop"));
    assertThat(store.spans().trace(shop, Spans.traceId(1)))
        .extracting(Row::item)
        .containsExactly(seen);
  }

  @Test
  void givesRowsIdsThatGrowAndStay() {
    store.spanWriter().writeSpans(List.of(inTraceOne(1), inTraceOne(2)));
    List<Row<Span>> before = store.spans().trace(QueryScope.ALL, Spans.traceId(1));
    store.spanWriter().writeSpans(List.of(inTraceOne(3)));
    List<Row<Span>> after = store.spans().trace(QueryScope.ALL, Spans.traceId(1));
    assertThat(after.subList(0, 2)).isEqualTo(before);
    assertThat(after).extracting(Row::id).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void expiresWhatStartedBefore() {
    store.spanWriter().writeSpans(List.of(inTraceOne(20), inTraceOne(5), inTraceOne(10)));
    store.retention().expire(Signal.TRACES, Times.second(10));
    assertThat(stored(1)).contains(inTraceOne(10), inTraceOne(20));
    SearchQuery all = SearchQuery.newest(TimeRange.ALL, Filter.ALL, 10);
    assertThat(store.spans().searchSpans(all).items()).contains(inTraceOne(10), inTraceOne(20));
    assertThat(stats().stored() + stats().expired()).isEqualTo(3);
    store.spanWriter().writeSpans(List.of(inTraceOne(30)));
    assertThat(stored(1)).contains(inTraceOne(30));
  }

  @Test
  void nothingOfAFinishedUnitIsLeftWhenAllOfItIsOld() {
    Span young = inTraceOne(Times.TWO_DAYS + 5);
    store
        .batches()
        .write(batches.spans("s", Times.second(20), List.of(inTraceOne(5), inTraceOne(10))));
    store.finishUnits().run();
    clock.advance(Duration.ofDays(2));
    store.batches().write(batches.spans("s", Times.second(Times.TWO_DAYS + 20), List.of(young)));
    for (int time = 0; time < 2; time++) {
      store.retention().expire(Signal.TRACES, Times.second(Times.TWO_DAYS));
      assertThat(stored(1)).containsExactly(young);
      SearchQuery all = SearchQuery.newest(TimeRange.ALL, Filter.ALL, 10);
      assertThat(store.spans().searchSpans(all).items()).containsExactly(young);
      assertThat(stats().stored()).isEqualTo(1);
      assertThat(stats().expired()).isEqualTo(2);
    }
  }

  @Test
  void expiresNothingOfAnotherSignal() {
    store.spanWriter().writeSpans(List.of(inTraceOne(5)));
    store.retention().expire(Signal.LOGS, Times.second(100));
    assertThat(stored(1)).hasSize(1);
  }

  @Test
  void saysWhatItHolds() {
    assertThat(stats().stored()).isZero();
    assertThat(stats().newestUnixNano()).isZero();
    store.spanWriter().writeSpans(List.of(inTraceOne(20), inTraceOne(5)));
    assertThat(stats().stored()).isEqualTo(2);
    assertThat(stats().oldestUnixNano()).isEqualTo(Times.second(5));
    assertThat(stats().newestUnixNano()).isEqualTo(Times.second(20));
  }

  @Test
  void saysHowFarEachSourceHasCome() {
    store.batches().write(batches.spans("a", Times.second(50), List.of(inTraceOne(5))));
    store.batches().write(batches.spans("a", Times.second(60), List.of(inTraceOne(3))));
    store.batches().write(batches.spans("b", Times.second(0) + MINUTE, List.of(inTraceOne(9))));
    assertThat(store.status().progress())
        .containsExactlyInAnyOrder(
            new SourceProgress("a", Signal.TRACES, Times.second(5), Times.second(60), 2),
            new SourceProgress("b", Signal.TRACES, Times.second(9), Times.second(60), 1));
  }

  private static Span inTraceOne(long number) {
    return Spans.number(number).trace(1).build();
  }

  private List<Span> stored(long trace) {
    return store.spans().trace(QueryScope.ALL, Spans.traceId(trace)).stream()
        .map(Row::item)
        .toList();
  }

  private SignalStats stats() {
    return Objects.requireNonNull(store.status().stats().signals().get(Signal.TRACES));
  }
}
