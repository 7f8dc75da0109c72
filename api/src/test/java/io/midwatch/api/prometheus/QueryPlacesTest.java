package io.midwatch.api.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.midwatch.query.promql.PromqlEngine;
import io.midwatch.query.promql.PromqlOptions;
import io.midwatch.query.promql.series.SeriesSource;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class QueryPlacesTest {
  private static final int PLACES = 20;

  private final CountDownLatch running = new CountDownLatch(PLACES);
  private final CountDownLatch release = new CountDownLatch(1);

  private final SeriesSource blocked =
      (_, _) -> {
        running.countDown();
        try {
          assertThat(release.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException stopped) {
          Thread.currentThread().interrupt();
        }
        return List.of();
      };

  private final QueryController controller =
      new QueryController(
          new PromqlEngine(blocked, PromqlOptions.DEFAULT), InstantSource.fixed(Instant.EPOCH));

  private int status(String query, String timeout) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setParameter("query", query);
    request.setParameter("timeout", timeout);
    return controller.query(request).getStatusCode().value();
  }

  @Test
  void waitsForAPlaceAsLongAsTheQueryMayTake() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> first =
          IntStream.range(0, PLACES)
              .mapToObj(_ -> threads.submit(() -> status("x", "1m")))
              .toList();
      assertThat(running.await(1, TimeUnit.MINUTES)).isTrue();

      assertThatThrownBy(() -> status("1", "20ms"))
          .isInstanceOf(PrometheusErrorException.class)
          .hasMessage("query timed out in query queue");
      Future<Integer> waiting = threads.submit(() -> status("1", "1m"));
      release.countDown();

      assertThat(waiting.get()).isEqualTo(200);
      for (Future<Integer> one : first) {
        assertThat(one.get()).isEqualTo(200);
      }
    }
  }
}
