package io.midwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.insight.deploy.DeployBoard;
import io.midwatch.insight.deploy.DeployRow;
import io.midwatch.model.Attributes;
import io.midwatch.model.Resource;
import io.midwatch.model.Span;
import io.midwatch.model.SpanKind;
import io.midwatch.query.versions.VersionsService;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.control.ControlStore;
import io.midwatch.storage.testkit.fixture.MutableClock;
import io.midwatch.storage.testkit.fixture.Spans;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deploys from the bytes that are sent to the board, through each store of one process. */
class DeployPipelineTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:17:00Z");
  private static final long SECOND = 1_000_000_000L;
  private static final long NANOS = NOW.getEpochSecond() * SECOND;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"memory", "embedded"})
  void aVersionIsFirstSeenWithItsInstancesAndJoinsItsAnnouncement(String store) {
    MutableClock clock = new MutableClock(NOW);
    try (Pipeline pipeline = Pipeline.open(store, folder, clock);
        ControlStore control = ControlStore.open(folder.resolve(ControlStore.FILE))) {
      DeployBoard board =
          new DeployBoard(control.deploys(), new VersionsService(pipeline.rollups()), clock);
      List<Span> spans = new ArrayList<>();
      for (int i = 1; i <= 60; i++) {
        spans.add(span(i, "2.40.0", NANOS - 7_200 * SECOND + i * SECOND));
        spans.add(span(100 + i, "2.41.0", NANOS - 600 * SECOND + i * SECOND));
      }
      pipeline.sendSpans(spans);
      TimeRange lastHour = new TimeRange(NANOS - 3_600 * SECOND, NANOS + SECOND);

      assertThat(board.deploys(lastHour, "shop", null).rows())
          .singleElement()
          .satisfies(deploy -> {
            assertThat(deploy.version()).isEqualTo("2.41.0");
            assertThat(deploy.announced()).isFalse();
            assertThat(deploy.startUnixNano()).isEqualTo(NANOS - 599 * SECOND);
            assertThat(deploy.instances()).isEqualTo(3);
          });

      board.announce(
          "ci-1", "shop", "", "2.41.0", NANOS - 700 * SECOND, Map.of(), "pipeline", "10.0.0.9");
      assertThat(board.deploys(lastHour, null, null).rows())
          .singleElement()
          .satisfies(deploy -> {
            assertThat(deploy.id()).isEqualTo("ci-1");
            assertThat(deploy.announced()).isTrue();
            assertThat(deploy.firstSeenUnixNano()).isEqualTo(NANOS - 599 * SECOND);
          });
      assertThat(board.deploys(TimeRange.ALL, null, null).rows())
          .extracting(DeployRow::version)
          .containsExactly("2.41.0", "2.40.0");
    }
  }

  private static Span span(int number, String version, long start) {
    return Spans.number(number)
        .named("GET /cart")
        .kind(SpanKind.SERVER)
        .startingAt(start)
        .lasting(1_000)
        .from(
            Resource.of(
                Attributes.ofStrings(
                    "service.name",
                    "shop",
                    "service.version",
                    version,
                    "service.instance.id",
                    "i" + number % 3)))
        .build();
  }
}
