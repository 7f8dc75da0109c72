package io.midwatch.collector.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.midwatch.collector.ingest.ByteBudget;
import io.midwatch.collector.ingest.RefuseReason;
import io.midwatch.collector.ingest.RefusedException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivingBytesTest {
  private static final int KB = 1_024;
  private static final long TOTAL = 1_024 * KB;

  private final ByteBudget budget = new ByteBudget(TOTAL);
  private final List<RefusedException> refusals = new ArrayList<>();

  @Test
  void smallMessagesAreHeldByTheCallAlready() {
    call().inboundWireSize(64 * KB);

    assertThat(budget.freeBytes()).isEqualTo(TOTAL);
  }

  @Test
  void takesBytesAsTheyComeAndGivesThemBackWhenTheyAreRead() {
    ArrivingBytes call = call();
    call.inboundWireSize(100 * KB);
    call.inboundWireSize(164 * KB);
    assertThat(budget.freeBytes()).isEqualTo(TOTAL - 200 * KB);

    call.release();
    assertThat(budget.freeBytes()).isEqualTo(TOTAL);
    call.inboundWireSize(564 * KB);
    assertThat(budget.freeBytes()).isEqualTo(TOTAL - 500 * KB);

    call.streamClosed(Status.CANCELLED);
    call.streamClosed(Status.CANCELLED);
    assertThat(budget.freeBytes()).isEqualTo(TOTAL);
    assertThat(refusals).isEmpty();
  }

  @Test
  void refusesOnceWhatHasNoRoomAndMakesRoomForOthers() {
    ArrivingBytes first = call();
    ArrivingBytes second = call();
    first.inboundWireSize(664 * KB);
    second.inboundWireSize(164 * KB);
    assertThat(refusals).isEmpty();

    second.inboundWireSize(400 * KB);
    second.inboundWireSize(400 * KB);

    assertThat(refusals)
        .singleElement()
        .extracting(RefusedException::reason)
        .isEqualTo(RefuseReason.OVERLOADED);
    assertThat(budget.freeBytes()).isEqualTo(TOTAL - 600 * KB);
  }

  private ArrivingBytes call() {
    ArrivingBytes arriving = new ArrivingBytes(budget, Runnable::run);
    arriving.onRefusal(refusals::add);
    return arriving;
  }
}
