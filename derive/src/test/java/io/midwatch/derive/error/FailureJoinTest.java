package io.midwatch.derive.error;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.midwatch.model.SpanId;
import io.midwatch.model.TraceId;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A job that runs for hours in one trace and logs an error now and then. */
class FailureJoinTest {
  private static final TraceId TRACE = new TraceId(1, 7);
  private static final int ERRORS = 20_000;

  private final FailureJoin join = new FailureJoin(100);

  @Test
  void anErrorCostsTheSameHoweverManyCameBeforeItInItsTrace() {
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = thread.getCurrentThreadAllocatedBytes();

    for (int i = 0; i < ERRORS; i++) {
      assertThat(join.add(failure(Failure.Source.ERROR_LOG, i), "")).hasSize(1);
    }

    assertThat((thread.getCurrentThreadAllocatedBytes() - before) / ERRORS).isLessThan(4_000);
  }

  @Test
  void ofVeryManyErrorsThoseThatCameFirstAreCorrected() {
    for (int i = 0; i < ERRORS; i++) {
      join.add(failure(Failure.Source.ERROR_LOG, i), "");
    }

    List<FailureChange> changes = join.learn(TRACE, "acme");

    assertThat(changes).hasSize(2 * StandingCounts.MOST);
    assertThat(changes.stream().mapToInt(FailureChange::amount).sum()).isZero();
    assertThat(changes.getLast().failure().tenant()).isEqualTo("acme");
    List<FailureChange> better = join.add(failure(Failure.Source.SPAN_EVENT, ERRORS), "");
    assertThat(better.stream().filter(change -> change.amount() < 0)).hasSize(StandingCounts.MOST);
  }

  private static Failure failure(Failure.Source source, long time) {
    return new Failure(
        source,
        new ErrorGroup("3f1c", "java.io.IOException", "", "a.B.c"),
        time,
        time,
        false,
        "job",
        "",
        "",
        "",
        "",
        "",
        TRACE,
        new SpanId(9),
        null,
        false,
        1);
  }
}
