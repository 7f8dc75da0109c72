package io.midwatch.storage.columnar.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.midwatch.storage.columnar.file.OpenReads;
import io.midwatch.storage.contract.AbandonedException;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.StoreOverloadedException;
import io.midwatch.storage.contract.answer.Budget;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.testkit.fixture.MutableClock;
import io.midwatch.storage.testkit.fixture.Times;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class QueryWorkersTest {
  private final CountDownLatch running = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);

  private static Budget budget() {
    return new Budget(QueryLimits.DEFAULT, new MutableClock(Times.START));
  }

  private static QueryWorkers workers(int running, Supplier<BooleanSupplier> askers) {
    return new QueryWorkers(running, 1, new OpenReads(), askers);
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
    try (QueryWorkers workers = workers(1, () -> () -> false);
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
    try (QueryWorkers workers = workers(1, () -> () -> false)) {
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
  void aQuestionWhoseAskerWentAwayNeverRuns() throws Exception {
    ScopedValue<BooleanSupplier> asker = ScopedValue.newInstance();
    AtomicBoolean gone = new AtomicBoolean();
    AtomicBoolean ran = new AtomicBoolean();
    CountDownLatch both = new CountDownLatch(2);
    Supplier<Integer> busily =
        () -> {
          both.countDown();
          return slow();
        };
    Budget budget = budget();
    try (QueryWorkers workers = workers(2, () -> asker.orElse(() -> false));
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> busy =
          List.of(
              callers.submit(() -> workers.ask(budget(), busily)),
              callers.submit(() -> workers.ask(budget(), busily)));
      assertThat(both.await(30, TimeUnit.SECONDS)).isTrue();
      Future<Boolean> third =
          callers.submit(() ->
              ScopedValue.where(asker, gone::get)
                  .call(() -> workers.ask(budget, () -> ran.getAndSet(true))));
      while (workers.waiting() == 0) {
        Thread.onSpinWait();
      }
      gone.set(true);

      assertThatThrownBy(() -> third.get(30, TimeUnit.SECONDS))
          .hasCauseInstanceOf(AbandonedException.class);
      assertThat(workers.waiting()).as("its place is free").isZero();
      assertThat(budget.goOn()).isFalse();
      release.countDown();
      for (Future<Integer> each : busy) {
        assertThat(each.get(30, TimeUnit.SECONDS)).isEqualTo(1);
      }
      assertThat(workers.ask(budget(), () -> 4)).isEqualTo(4);
      assertThat(ran).isFalse();
    }
  }

  @Test
  void aQuestionThatRunsIsCancelledWhenItsAskerGoesAway() throws Exception {
    AtomicBoolean gone = new AtomicBoolean();
    Budget budget = budget();
    try (QueryWorkers workers = workers(1, () -> gone::get);
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> asked = callers.submit(() -> workers.ask(budget, this::slow));
      assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();
      gone.set(true);

      assertThatThrownBy(() -> asked.get(30, TimeUnit.SECONDS))
          .hasCauseInstanceOf(AbandonedException.class);
      assertThat(budget.spend()).isFalse();
      assertThat(budget.completeness().reasons()).containsExactly("cancelled");
      release.countDown();
    }
  }

  @Test
  void throwsWhatTheQuestionThrew() {
    try (QueryWorkers workers = workers(1, () -> () -> false)) {
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
