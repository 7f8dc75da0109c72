package io.midwatch.storage.columnar.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.columnar.file.Damage;
import io.midwatch.storage.columnar.file.OpenReads;
import io.midwatch.storage.columnar.query.QueryWorkers;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.StoreOverloadedException;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.Series;
import io.midwatch.storage.contract.query.SeriesQuery;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.testkit.fixture.Points;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One question runs at a time here, and one of those that may take long. */
@Timeout(30)
class MetricQuestionsTest {
  private static final SeriesQuery ALL = SeriesQuery.of(TimeRange.ALL);

  private final Rooms rooms = new Rooms();
  private final QueryWorkers workers = new QueryWorkers(1, 1, new OpenReads(), () -> () -> false);
  private final QueryWorkers longWorkers =
      new QueryWorkers(1, 1, new OpenReads(), () -> () -> false);
  private final MetricTables tables =
      new MetricTables(
          rooms::parts,
          new CanonicalReader(IdentityKeys.DEFAULT),
          Rooms.CLOCK,
          Damage.NONE,
          workers,
          longWorkers);
  private final CountDownLatch running = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);

  @BeforeEach
  void write() {
    rooms.write(
        IntStream.range(0, 3)
            .mapToObj(number -> Points.at(1).named("m" + number).value(number).build())
            .toList());
  }

  private boolean hold(Series series) {
    assertThat(series.samples()).isNotEmpty();
    return hold();
  }

  private boolean hold() {
    running.countDown();
    try {
      return release.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  @Test
  void tooManyAreRefused() throws Exception {
    try (workers;
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Completeness> first = callers.submit(() -> tables.readSeries(ALL, this::hold));
      running.await();
      Future<List<String>> second =
          callers.submit(() -> tables.labels(QueryScope.ALL, TimeRange.ALL, List.of()).values());
      while (workers.waiting() == 0) {
        Thread.onSpinWait();
      }
      assertThatThrownBy(tables::metadata).isInstanceOf(StoreOverloadedException.class);
      release.countDown();
      assertThat(first.get().complete()).isTrue();
      assertThat(second.get()).contains("__name__");
    }
  }

  @Test
  void longOnesKeepNoOtherWaiting() throws Exception {
    try (workers;
        longWorkers;
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Completeness> first = callers.submit(() -> tables.readBlocks(ALL, _ -> hold()));
      running.await();

      assertThat(tables.metadata().values()).hasSize(3);
      assertThat(tables.readSeries(ALL, _ -> true).complete()).isTrue();
      release.countDown();
      assertThat(first.get().complete()).isTrue();
    }
  }

  @Test
  void oneThatIsCancelledEndsWithTheSeriesAtHand() throws Exception {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    try (workers) {
      Thread caller =
          Thread.startVirtualThread(() -> {
            try {
              tables.readSeries(ALL, this::hold);
            } catch (StoreException e) {
              thrown.set(e);
            }
          });
      running.await();
      caller.interrupt();
      caller.join();
      assertThat(thrown.get()).hasMessage("the question was cancelled");
      release.countDown();
      assertThat(tables.metadata().values()).hasSize(3); // its place is free again
    }
  }
}
