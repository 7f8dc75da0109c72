package io.midwatch.storage.columnar;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.LogRecord;
import io.midwatch.model.MetricPoint;
import io.midwatch.model.Signal;
import io.midwatch.model.Span;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.rollup.RollupDeriver;
import io.midwatch.storage.contract.rollup.RollupSink;
import io.midwatch.storage.contract.rollup.RollupTable;
import io.midwatch.storage.contract.write.ContentHash;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.contract.write.RejectedItems;
import io.midwatch.storage.wal.LogPosition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpanHistoryTest {
  private static final long SECOND = 1_000_000_000L;

  private final List<Long> recalled = new ArrayList<>();
  private final List<Long> begun = new ArrayList<>();
  private final SpanHistory history =
      new SpanHistory(
          new TwoMinutes(begun), batch -> recalled.add(batch.receivedUnixNano()), 1_000);

  @Test
  void theLogIsKeptForTheWindow() {
    for (int second = 0; second <= 300; second += 10) {
      history.applied(position(1, second), batch(second, 1, 1));
    }

    assertThat(history.from()).isEqualTo(position(1, 180));
  }

  @Test
  void theLogIsKeptForNoMoreThanItMayHold() {
    history.applied(position(1, 1), batch(1, 1, 600));
    history.applied(position(1, 10), batch(10, 1, 600));

    assertThat(history.from()).isEqualTo(position(1, 10));
  }

  /** Else a server that gets log records only would keep all of them for the spans of long ago. */
  @Test
  void theLogIsKeptNoLongerThanTheWindowWhenSpansNoLongerCome() {
    history.applied(position(1, 1), batch(1, 1, 1));
    history.applied(position(1, 50), batch(50, 1, 1));
    history.passed(123 * SECOND);
    assertThat(history.from()).isEqualTo(position(1, 50));
    history.passed(172 * SECOND);
    assertThat(history.from()).isEqualTo(Long.MAX_VALUE);

    history.applied(position(7, 1), batch(300, 1, 1));
    assertThat(history.from()).isEqualTo(position(7, 1));
  }

  @Test
  void nothingIsKeptForADeriverThatRecallsNothing() {
    SpanHistory none = new SpanHistory(new NoRollups(), _ -> {}, 1_000);
    none.applied(position(1, 1), batch(1, 1, 1));

    assertThat(none.from()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void sealedBatchesOfTheWindowAreRecalledBeforeTheNextIsApplied() {
    for (int second = 0; second <= 200; second += 50) {
      int at = second;
      history.sealed(position(1, second), () -> batch(at, 1, 1));
    }
    assertThat(recalled).isEmpty();
    history.applied(position(1, 210), batch(210, 1, 1));

    assertThat(recalled).containsExactly(100 * SECOND, 150 * SECOND, 200 * SECOND);
    assertThat(begun).containsExactly(100 * SECOND);
    assertThat(history.from()).isEqualTo(position(1, 100));
  }

  @Test
  void aLogThatReachesBackToItsBeginningIsTheWholeHistory() {
    history.sealed(position(1, 10), () -> batch(10, 1, 1));
    history.recallPending();

    assertThat(recalled).containsExactly(10 * SECOND);
    assertThat(begun).isEmpty();
  }

  @Test
  void aLogThatWasCutIsNot() {
    history.applied(position(3, 10), batch(10, 1, 1));

    assertThat(begun).containsExactly(10 * SECOND);
  }

  @Test
  void whatCannotBeReadIsPassedOver() {
    history.sealed(
        position(1, 5),
        () -> {
          throw new StoreException("damaged");
        });
    history.sealed(position(1, 10), () -> batch(10, 1, 1));
    history.recallPending();

    assertThat(recalled).containsExactly(10 * SECOND);
    assertThat(begun).containsExactly(10 * SECOND);
  }

  @Test
  void noMoreSpansAreRecalledThanAStartBears() {
    history.sealed(position(1, 1), () -> batch(1, 400_000, 1));
    history.sealed(position(1, 2), () -> batch(2, 400_000, 1));
    history.recallPending();

    assertThat(recalled).containsExactly(2 * SECOND);
  }

  private static long position(int file, long offset) {
    return new LogPosition(file, offset).toLong();
  }

  private static EncodedBatch batch(long second, int spans, int bytes) {
    return new EncodedBatch(
        Signal.TRACES,
        EncodedBatch.Encoding.OTLP_PROTOBUF,
        "test",
        second * SECOND,
        spans,
        RejectedItems.NONE,
        new ContentHash(1, second),
        new byte[bytes]);
  }

  private record TwoMinutes(List<Long> begun) implements RollupDeriver {
    @Override
    public List<RollupTable> tables() {
      return List.of();
    }

    @Override
    public Duration recalls() {
      return Duration.ofMinutes(2);
    }

    @Override
    public void beginHistory(long receivedUnixNano) {
      begun.add(receivedUnixNano);
    }

    @Override
    public void derive(Span span, RollupSink sink) {}

    @Override
    public void derive(LogRecord log, RollupSink sink) {}

    @Override
    public void derive(MetricPoint point, RollupSink sink) {}
  }
}
