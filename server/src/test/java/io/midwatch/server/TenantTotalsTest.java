package io.midwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.Attributes;
import io.midwatch.model.Span;
import io.midwatch.model.SpanKind;
import io.midwatch.model.SpanStatus;
import io.midwatch.query.operations.TenantDetail;
import io.midwatch.query.operations.TenantsService;
import io.midwatch.query.requests.RequestFigures;
import io.midwatch.query.requests.RequestGroup;
import io.midwatch.query.requests.RequestPoint;
import io.midwatch.query.requests.RequestStatistics;
import io.midwatch.query.requests.RequestStatistics.By;
import io.midwatch.query.requests.RequestStatistics.Groups;
import io.midwatch.query.requests.RollupRequests;
import io.midwatch.query.requests.SpanRequests;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.testkit.fixture.MutableClock;
import io.midwatch.storage.testkit.fixture.Spans;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a tenant chosen, answers that read spans count what the rollup by tenant counts. */
class TenantTotalsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:17:00Z");
  private static final long SECOND = 1_000_000_000L;
  private static final long START = NOW.getEpochSecond() * SECOND;
  private static final TimeRange HOUR =
      new TimeRange(START - 1_800 * SECOND, START + 1_800 * SECOND);
  private static final List<String> TENANTS = List.of("acme", "beta", "corp", "dune");
  private static final int TRACES = 2_000;

  @TempDir Path folder;

  private final MutableClock clock = new MutableClock(NOW);
  private final Random random = new Random(7);

  @ParameterizedTest
  @ValueSource(strings = {"memory", "embedded"})
  void totalsFromSpansEqualThoseOfTheRollup(String store) {
    try (Pipeline pipeline = Pipeline.open(store, folder, clock)) {
      send(pipeline);
      TenantsService tenants = new TenantsService(pipeline.rollups());
      RequestStatistics requests =
          new RequestStatistics(
              new RollupRequests(pipeline.rollups()), new SpanRequests(pipeline.spans()));
      for (String tenant : TENANTS) {
        Window window = new Window(HOUR, null, tenant);
        TenantDetail counted = tenants.tenant(window.ofTenant(null), tenant);
        Groups total = requests.total(window);
        assertThat(total.completeness().complete()).isTrue();
        assertThat(counts(total.single())).isEqualTo(counts(counted));
        assertThat(total.single().failed()).as("some fail").isPositive();

        Map<String, String> byService = new TreeMap<>();
        for (RequestGroup group : requests.groups(window, List.of(), By.SERVICE).groups()) {
          byService.put(group.key().getFirst(), counts(group.figures()));
        }
        Map<String, String> rollup = new TreeMap<>();
        counted
            .services()
            .forEach(service ->
                rollup.put(service.service(), service.requests() + " / " + service.failed()));
        assertThat(byService).isEqualTo(rollup).hasSize(2);
        assertThat(points(requests.series(window).rows())).isEqualTo(points(counted.series()));
      }
      assertThat(tenants.tenants(new Window(HOUR, null, null)).unattributed().requests())
          .isPositive();
    }
  }

  private static String counts(RequestFigures figures) {
    return figures.requests() + " / " + figures.failed();
  }

  private static String counts(TenantDetail detail) {
    return detail.change().now().requests() + " / " + detail.change().now().failed();
  }

  private static Map<Long, String> points(List<RequestPoint> points) {
    Map<Long, String> byTime = new TreeMap<>();
    points.forEach(point -> byTime.put(point.startUnixNano(), counts(point.figures())));
    return byTime;
  }

  /** Spans of a trace come in up to three requests, half a minute apart, some after a seal. */
  private void send(Pipeline pipeline) {
    List<List<Span>> batches = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int i = 1; i <= TRACES; i++) {
      boolean together = random.nextInt(3) == 0;
      for (Span span : trace(i)) {
        batches.get(together ? 0 : random.nextInt(3)).add(span);
      }
    }
    for (List<Span> batch : batches) {
      for (int from = 0; from < batch.size(); from += 1_000) {
        pipeline.sendSpans(batch.subList(from, Math.min(batch.size(), from + 1_000)));
      }
      clock.advance(Duration.ofSeconds(30));
      pipeline.seal().run();
    }
  }

  /**
   * Entry, call, callee, and work inside; the tenant is named by some, one, two or none of them.
   */
  private List<Span> trace(long id) {
    String tenant = TENANTS.get(random.nextInt(TENANTS.size()));
    String[] names = {"", "", "", ""};
    switch (random.nextInt(6)) {
      case 0 -> names = new String[] {tenant, tenant, tenant, tenant};
      case 1 -> names[0] = tenant;
      case 2 -> names[1] = tenant;
      case 3 -> names[3] = tenant;
      case 4 -> {
        names[1] = tenant;
        names[random.nextInt(4)] = TENANTS.get(random.nextInt(TENANTS.size()));
      }
      default -> {} // nobody's
    }
    boolean failed = random.nextInt(10) == 0;
    return List.of(
        span(id, 1, 0, SpanKind.SERVER, "shop", names[0], failed),
        span(id, 2, 1, SpanKind.CLIENT, "shop", names[1], failed),
        span(id, 3, 2, SpanKind.SERVER, "payments", names[2], failed),
        span(id, 4, 3, SpanKind.INTERNAL, "payments", names[3], false));
  }

  private static Span span(
      long trace,
      long id,
      long parent,
      SpanKind kind,
      String service,
      String tenant,
      boolean failed) {
    Attributes.Builder attributes = Attributes.builder();
    if (!tenant.isEmpty()) {
      attributes.put("tenant.id", tenant);
    }
    long start = START - 60 * SECOND + trace * SECOND / 40;
    return Spans.number(trace * 10 + id)
        .trace(trace)
        .childOf(parent == 0 ? 0 : trace * 10 + parent)
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
