package io.midwatch.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.midwatch.model.Attributes;
import io.midwatch.model.Span;
import io.midwatch.model.SpanKind;
import io.midwatch.model.SpanStatus;
import io.midwatch.model.TraceId;
import io.midwatch.query.counting.LabelledRollups;
import io.midwatch.query.errors.ErrorQuestion;
import io.midwatch.query.errors.ErrorsService;
import io.midwatch.query.requests.RequestFigures;
import io.midwatch.query.requests.RequestStatistics;
import io.midwatch.query.requests.RequestStatistics.Groups;
import io.midwatch.query.requests.RollupRequests;
import io.midwatch.query.requests.SpanRequests;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.Counting;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.rollup.RollupRow;
import io.midwatch.storage.testkit.fixture.MutableClock;
import io.midwatch.storage.testkit.fixture.Spans;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What sampled spans stand for is counted, and said. */
class SampledCountsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:17:00Z");
  private static final long SECOND = 1_000_000_000L;
  private static final long START = NOW.getEpochSecond() * SECOND;
  private static final TimeRange HOUR =
      new TimeRange(START - 1_800 * SECOND, START + 1_800 * SECOND);
  private static final Window WINDOW = Window.of(HOUR);
  private static final int REQUESTS = 1_000;

  /** Three standard deviations of a count of which one in four was kept: 3 · √(1000 · 3). */
  private static final long CHANCE = 165;

  /** One in four is kept: the rest has randomness below this, of 2^56. */
  private static final long THRESHOLD = 0xc0000000000000L;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"memory", "embedded"})
  void oneInFourGivesAnEstimateOfAllAndSaysSo(String store) {
    try (Pipeline pipeline = Pipeline.open(store, folder, new MutableClock(NOW))) {
      long kept = send(pipeline, "ot=th:c");
      RollupReader rollups = new LabelledRollups(pipeline.rollups());

      Groups total = requests(pipeline, rollups).total(WINDOW);
      RequestFigures figures = total.single();
      assertThat(figures.requests()).isEqualTo(2 * 4 * kept);
      assertThat(figures.requests() / 2).isCloseTo(REQUESTS, within(CHANCE));
      assertThat(figures.failed()).isCloseTo(REQUESTS / 10, within(CHANCE / 2));
      assertThat(figures.totalNanos()).isEqualTo(1_000.0 * figures.requests());
      assertThat(total.completeness().counting()).isEqualTo(Counting.ESTIMATED);
      assertThat(total.completeness().approximate()).isTrue();
      assertThat(total.completeness().reasons())
          .anySatisfy(reason -> assertThat(reason).contains("counts are estimates"));

      // What is told later, and taken back therefore, is weighed alike.
      assertThat(sums(rollups, "tenants", "tenant")).isEqualTo(Map.of("acme", 8 * kept));
      assertThat(sums(rollups, "edges", "client", "server"))
          .isEqualTo(Map.of("shop payments", 4 * kept));
      var errors = new ErrorsService(rollups).errors(ErrorQuestion.of(WINDOW));
      assertThat(errors.rows().getFirst().count()).isEqualTo(figures.failed());
      assertThat(errors.completeness().counting()).isEqualTo(Counting.ESTIMATED);

      Groups ofTenant = requests(pipeline, rollups).total(WINDOW.ofTenant("acme"));
      assertThat(ofTenant.single().requests()).isEqualTo(2 * kept);
      assertThat(ofTenant.completeness().counting()).isEqualTo(Counting.LOWER_BOUND);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory", "embedded"})
  void allSpansGiveExactCounts(String store) {
    try (Pipeline pipeline = Pipeline.open(store, folder, new MutableClock(NOW))) {
      send(pipeline, "congo=t61rcWkgMzE");
      RollupReader rollups = new LabelledRollups(pipeline.rollups());

      Groups total = requests(pipeline, rollups).total(WINDOW);
      assertThat(total.single().requests()).isEqualTo(2 * REQUESTS);
      assertThat(total.completeness().counting()).isEqualTo(Counting.EXACT);
      Groups ofTenant = requests(pipeline, rollups).total(WINDOW.ofTenant("acme"));
      assertThat(ofTenant.single().requests()).isEqualTo(2 * REQUESTS);
      assertThat(ofTenant.completeness().counting()).isEqualTo(Counting.EXACT);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory", "embedded"})
  void aSamplerThatDoesNotSayHowGivesLowerBounds(String store) {
    try (Pipeline pipeline = Pipeline.open(store, folder, new MutableClock(NOW))) {
      send(pipeline, "ot=rv:9b8233f7e3a151");

      Groups total = requests(pipeline, new LabelledRollups(pipeline.rollups())).total(WINDOW);
      assertThat(total.single().requests()).isEqualTo(2 * REQUESTS);
      assertThat(total.completeness().counting()).isEqualTo(Counting.LOWER_BOUND);
    }
  }

  private static RequestStatistics requests(Pipeline pipeline, RollupReader rollups) {
    return new RequestStatistics(new RollupRequests(rollups), new SpanRequests(pipeline.spans()));
  }

  /** Requests by dimensions, rows that count nothing left out. */
  private static Map<String, Long> sums(RollupReader rollups, String table, String... by) {
    RollupAnswer answer = rollups.readRollup(RollupQuery.total(table, HOUR, by));
    Map<String, Long> sums = new TreeMap<>();
    for (RollupRow row : answer.rows()) {
      long requests = answer.count(row, "requests");
      if (requests != 0) {
        StringBuilder name = new StringBuilder(row.text(0));
        for (int i = 1; i < by.length; i++) {
          name.append(' ').append(row.text(i));
        }
        sums.put(name.toString(), requests);
      }
    }
    return sums;
  }

  /** A thousand requests through two services; returns how many a sampler kept. */
  private static long send(Pipeline pipeline, String state) {
    Random random = new Random(11);
    boolean samples = state.contains("th:c");
    List<Span> first = new ArrayList<>();
    List<Span> later = new ArrayList<>();
    long kept = 0;
    for (int i = 1; i <= REQUESTS; i++) {
      long randomness = random.nextLong() >>> 8;
      boolean failed = random.nextInt(10) == 0;
      if (samples && randomness < THRESHOLD) {
        continue;
      }
      kept++;
      TraceId trace = new TraceId(i, randomness);
      later.add(span(trace, 1, 0, SpanKind.SERVER, "shop", "", state, false));
      later.add(span(trace, 2, 1, SpanKind.CLIENT, "shop", "acme", state, failed));
      first.add(span(trace, 3, 2, SpanKind.SERVER, "payments", "", state, failed));
    }
    pipeline.sendSpans(first);
    pipeline.sendSpans(later);
    return kept;
  }

  private static Span span(
      TraceId trace,
      long id,
      long parent,
      SpanKind kind,
      String service,
      String tenant,
      String state,
      boolean failed) {
    Attributes.Builder attributes = Attributes.builder();
    if (!tenant.isEmpty()) {
      attributes.put("tenant.id", tenant);
    }
    long start = START + Math.floorMod(trace.low(), 60 * SECOND);
    return Spans.number(id)
        .trace(trace)
        .childOf(parent)
        .state(state, 0)
        .named("GET /cart")
        .kind(kind)
        .startingAt(start)
        .lasting(1_000)
        .with(attributes.build())
        .status(failed ? SpanStatus.error("") : SpanStatus.UNSET)
        .of(service)
        .build();
  }
}
