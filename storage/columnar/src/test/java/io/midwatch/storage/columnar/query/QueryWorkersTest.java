package io.midwatch.storage.columnar.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.midwatch.storage.columnar.file.OpenReads;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.StoreOverloadedException;
import io.midwatch.storage.contract.answer.Budget;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.testkit.fixture.MutableClock;
import io.midwatch.storage.testkit.fixture.Times;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class QueryWorkersTest {
  private final CountDownLatch running = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);

  private static Budget budget() {
    return new Budget(QueryLimits.DEFAULT, new MutableClock(Times.START));
  }

  private int slow() {
    running.countDown();
    try {
      assertThat(release.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
    return 1;
  }

  @Test
  void refusesWhatCanNeitherRunNorWait() throws Exception {
    try (QueryWorkers workers = new QueryWorkers(1, 1, new OpenReads());
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> first = callers.submit(() -> workers.ask(budget(), this::slow));
      assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();
      Future<Integer> second = callers.submit(() -> workers.ask(budget(), () -> 2));
      while (workers.waiting() == 0) {
        Thread.onSpinWait();
      }
      assertThatThrownBy(() -> workers.ask(budget(), () -> 3))
          .isInstanceOf(StoreOverloadedException.class)
          .hasMessage("too many questions at once");
      release.countDown();
      assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo(1);
      assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo(2);
    }
  }

  @Test
  void cancelsTheQuestionOfAnInterruptedCaller() throws Exception {
    Budget budget = budget();
    try (QueryWorkers workers = new QueryWorkers(1, 1, new OpenReads())) {
      Thread caller =
          Thread.ofVirtual()
              .start(() ->
                  assertThatThrownBy(() -> workers.ask(budget, this::slow))
                      .isInstanceOf(StoreException.class)
                      .hasMessage("the question was cancelled"));
      assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();
      caller.interrupt();
      assertThat(caller.join(java.time.Duration.ofSeconds(30))).isTrue();
      assertThat(budget.spend(1)).isZero();
      assertThat(budget.completeness().reasons()).containsExactly("cancelled");
      release.countDown();
    }
  }

  @Test
  void throwsWhatTheQuestionThrew() {
    try (QueryWorkers workers = new QueryWorkers(1, 1, new OpenReads())) {
      assertThatThrownBy(() ->
              workers.ask(
                  budget(),
                  () -> {
                    throw new IllegalArgumentException("not a pattern");
                  }))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("not a pattern");
    }
  }
}
