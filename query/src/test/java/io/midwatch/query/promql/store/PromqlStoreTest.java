package io.midwatch.query.promql.store;

import static io.midwatch.query.promql.store.MemoryPoints.millis;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.midwatch.model.Attributes;
import io.midwatch.model.Exemplar;
import io.midwatch.model.MetricDescriptor;
import io.midwatch.model.MetricDescriptor.MetricType;
import io.midwatch.model.MetricDescriptor.Temporality;
import io.midwatch.model.PointValue;
import io.midwatch.model.PointValue.Buckets;
import io.midwatch.model.SpanId;
import io.midwatch.model.TraceId;
import io.midwatch.query.operations.Dependencies;
import io.midwatch.query.operations.DependenciesService;
import io.midwatch.query.operations.DependencyRow;
import io.midwatch.query.promql.PromqlEngine;
import io.midwatch.query.promql.PromqlOptions;
import io.midwatch.query.promql.eval.RangeResult;
import io.midwatch.query.promql.series.Column;
import io.midwatch.query.promql.series.Grid;
import io.midwatch.query.promql.series.Labels;
import io.midwatch.query.promql.series.Value;
import io.midwatch.query.requests.RequestFigures;
import io.midwatch.query.requests.RequestStatistics;
import io.midwatch.query.requests.RollupRequests;
import io.midwatch.query.requests.SpanRequests;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.rollup.OperationsTables;
import io.midwatch.storage.contract.rollup.RollupCell;
import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.TraceTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PromqlStoreTest {
  private static final Labels SHOP = Labels.of("job", "shop", "instance", "shop-1", "kind", "a");

  private final MemoryPoints points = new MemoryPoints();
  private final PromqlStore store = new PromqlStore(points.store, points.rollups);
  private final PromqlEngine engine = new PromqlEngine(store, PromqlOptions.DEFAULT);
  private final PromqlCatalog catalog = new PromqlCatalog(points.store, points.rollups);

  private Map<Labels, Double> values(String query, double minute) {
    Value value = engine.instant(query, millis(minute), PromqlOptions.DEFAULT, () -> false).value();
    Map<Labels, Double> values = new TreeMap<>();
    assertThat(value).as(query).isInstanceOf(Value.Vector.class);
    ((Value.Vector) requireNonNull(value))
        .columns()
        .forEach((Column column) -> values.put(column.labels(), column.value(0)));
    return values;
  }

  private double single(String query, double minute) {
    assertThat(values(query, minute)).as(query).hasSize(1);
    return values(query, minute).values().iterator().next();
  }

  @Test
  void namesSumsAsPrometheusDoes() {
    MetricDescriptor orders =
        MetricDescriptor.sum("orders.placed", "{order}", Temporality.CUMULATIVE, true);
    points.write(orders, 1, new PointValue.LongPoint(3));
    points.write(orders, 2, new PointValue.LongPoint(9));

    assertThat(values("orders_placed_total", 2))
        .containsExactly(Map.entry(SHOP.with(Labels.NAME, "orders_placed_total"), 9.0));
  }

  @Test
  void addsUpDeltasAndBeginsAnewWithEveryHour() {
    MetricDescriptor orders =
        MetricDescriptor.sum("orders.placed", "{order}", Temporality.DELTA, true);
    for (int minute = 55; minute <= 65; minute++) {
      points.write(orders, minute, new PointValue.LongPoint(minute == 61 ? 100 : 2));
    }

    assertThat(single("orders_placed_total", 58)).isEqualTo(8);
    assertThat(single("orders_placed_total", 60)).isEqualTo(12);
    assertThat(single("orders_placed_total", 61)).isEqualTo(100);
    // From after minute 55 to 65: 9 times 2 and 100, and no more, though the sum began anew.
    assertThat(single("increase(orders_placed_total[10m1ms])", 65)).isCloseTo(118, within(0.001));
  }

  @Test
  void sparseDeltasGiveTheSameWhateverRangeIsRead() {
    MetricDescriptor sparse = MetricDescriptor.sum("sparse", "", Temporality.DELTA, true);
    points.write(sparse, -90, new PointValue.LongPoint(5));
    points.write(sparse, 10, new PointValue.LongPoint(4));

    assertThat(samples("sparse_total[15m]", 15)).containsExactly(0.0, 4.0);
    assertThat(samples("sparse_total[3h]", 15)).containsExactly(0.0, 5.0, 0.0, 4.0);
    double counted = single("increase(sparse_total[15m])", 15);
    assertThat(counted).isCloseTo(6, within(0.001));
    assertThat(atEnd("increase(sparse_total[15m])", -90, 15)).isEqualTo(counted);
    // Before the delta comes there is nothing, also when it is read from afterwards.
    assertThat(values("sparse_total", 4)).isEmpty();
  }

  @Test
  void spanSeriesGiveTheSameWhateverRangeIsRead() {
    requests(-4, 10, 0);
    requests(3, 20, 0);
    requests(20, 30, 0);
    String query = "increase(traces_spanmetrics_latency_count[%s])";

    for (String range : List.of("4m", "25m")) {
      assertThat(atEnd(query.formatted(range), -30, 22))
          .isEqualTo(single(query.formatted(range), 22));
    }
    for (double minute = 0.5; minute <= 5; minute += 0.5) {
      assertThat(samples("traces_spanmetrics_latency_count[20s]", minute))
          .as("at minute %s", minute)
          .isEqualTo(lastOf("traces_spanmetrics_latency_count[2h]", minute, 20));
    }
    assertThat(samples("traces_spanmetrics_latency_count[20s]", 1)).containsExactly(0.0, 0.0);
    assertThat(samples("traces_spanmetrics_latency_count[20s]", 2)).isEmpty();
  }

  private List<Double> samples(String query, double minute) {
    return lastOf(query, minute, Integer.MAX_VALUE);
  }

  /** The values of the last seconds before a minute. */
  private List<Double> lastOf(String query, double minute, int seconds) {
    return ranges(query, minute).stream()
        .flatMap(series -> series.samples().stream())
        .filter(it -> it.timeMillis() > millis(minute) - seconds * 1000L)
        .map(RangeResult.Sample::value)
        .toList();
  }

  private List<RangeResult> ranges(String query, double minute) {
    return requireNonNull(
        engine.instant(query, millis(minute), PromqlOptions.DEFAULT, () -> false).ranges());
  }

  /** The last value of a range query of a value a minute. */
  private double atEnd(String query, double from, double to) {
    Value value =
        engine
            .range(
                query,
                Grid.range(millis(from), millis(to), 60_000),
                PromqlOptions.DEFAULT,
                () -> false)
            .value();
    Column column = ((Value.Vector) requireNonNull(value)).columns().getFirst();
    return column.value(column.size() - 1);
  }

  @Test
  void takesExplicitHistogramsApart() {
    MetricDescriptor durations =
        MetricDescriptor.histogram("request.duration", "s", Temporality.CUMULATIVE);
    points.write(
        durations,
        1,
        new PointValue.HistogramPoint(10, 4.5, null, null, List.of(0.1, 0.5), List.of(2L, 6L, 2L)));

    assertThat(values("request_duration_seconds_bucket", 1))
        .containsOnly(bucket("0.1", 2), bucket("0.5", 8), bucket("+Inf", 10));
    assertThat(single("request_duration_seconds_bucket{le=\"0.5\"}", 1)).isEqualTo(8);
    assertThat(single("request_duration_seconds_count", 1)).isEqualTo(10);
    assertThat(single("request_duration_seconds_sum", 1)).isEqualTo(4.5);
    assertThat(single("histogram_quantile(0.5, request_duration_seconds_bucket)", 1))
        .isCloseTo(0.3, within(1e-9));
    assertThat(values("request_duration_seconds", 1)).isEmpty();
    assertThat(values("{__name__=~\"request_.+_(sum|count)\"}", 1)).hasSize(2);
  }

  private static Map.Entry<Labels, Double> bucket(String bound, double count) {
    return Map.entry(
        SHOP.with(Labels.NAME, "request_duration_seconds_bucket").with("le", bound), count);
  }

  @Test
  void addsUpDeltaHistograms() {
    MetricDescriptor durations =
        MetricDescriptor.histogram("request.duration", "s", Temporality.DELTA);
    for (int minute = 1; minute <= 3; minute++) {
      points.write(
          durations,
          minute,
          new PointValue.HistogramPoint(3, 1.0, null, null, List.of(0.1), List.of(2L, 1L)));
    }

    assertThat(single("request_duration_seconds_bucket{le=\"0.1\"}", 3)).isEqualTo(6);
    assertThat(single("request_duration_seconds_count", 3)).isEqualTo(9);
    assertThat(single("increase(request_duration_seconds_count[2m])", 3)).isEqualTo(6);
  }

  @Test
  void readsExponentialHistogramsAsNativeOnes() {
    MetricDescriptor size =
        new MetricDescriptor(
            "body.size",
            "",
            "By",
            MetricType.EXPONENTIAL_HISTOGRAM,
            Temporality.CUMULATIVE,
            false,
            Attributes.empty());
    // Scale 0, offset 0: (1, 2] twice and (2, 4] twice.
    points.write(
        size,
        1,
        new PointValue.ExponentialHistogramPoint(
            4, 9.0, null, null, 0, 0, 0, new Buckets(0, List.of(2L, 2L)), Buckets.NONE));

    assertThat(single("histogram_count(body_size_bytes)", 1)).isEqualTo(4);
    assertThat(single("histogram_fraction(1, 2, body_size_bytes)", 1)).isEqualTo(0.5);
    assertThat(single("histogram_quantile(0.5, body_size_bytes)", 1)).isEqualTo(2);
  }

  @Test
  void endsSeriesThatSaySo() {
    MetricDescriptor level = MetricDescriptor.gauge("level", "");
    points.write(level, 1, new PointValue.DoublePoint(0.5));
    points.write(level, 2, new PointValue.NoRecordedValue());

    assertThat(values("level", 1.5)).hasSize(1);
    assertThat(values("level", 2)).isEmpty();
  }

  @Test
  void joinsAttributesOfTheResource() {
    points.write(MetricDescriptor.gauge("level", ""), 1, new PointValue.DoublePoint(0.5));

    assertThat(values("level * on(job, instance) group_left(service_version) target_info", 1))
        .containsExactly(Map.entry(SHOP.with("service_version", "2.4"), 0.5));
    assertThat(values("target_info{service_version=\"1\"}", 1)).isEmpty();
  }

  @Test
  void countsRequestsFromRollups() {
    requests(1, 10, 2);
    requests(2, 20, 0);
    requests(3, 30, 3);

    // The answer is that of the buckets, exactly: the counter begins at 0.
    assertThat(single("sum(traces_spanmetrics_calls_total)", 3.5)).isEqualTo(60);
    assertThat(
            single("sum(traces_spanmetrics_calls_total{status_code=\"STATUS_CODE_ERROR\"})", 3.5))
        .isEqualTo(5);
    // Buckets of 15 s make a rate over a minute possible: 30 in the 45 s between its samples.
    assertThat(single("sum(rate(traces_spanmetrics_calls_total[1m]))", 3.5))
        .isCloseTo(30 / 45.0, within(1e-9));
    assertThat(single("traces_spanmetrics_latency_sum", 3.5)).isCloseTo(60 * 0.1, within(1e-6));
    assertThat(
            single("histogram_quantile(0.5, sum by (le) (traces_spanmetrics_latency_bucket))", 3.5))
        .isBetween(0.064, 0.128);
    assertThat(values("traces_spanmetrics_latency_count", 3.5).keySet())
        .containsExactly(
            Labels.of(
                Labels.NAME,
                "traces_spanmetrics_latency_count",
                "service",
                "shop",
                "span_name",
                "GET /",
                "span_kind",
                "SPAN_KIND_SERVER",
                "service_version",
                "2.4"));
    // Five minutes after the last request the series ends.
    assertThat(values("traces_spanmetrics_latency_count", 14)).isEmpty();
  }

  @Test
  void increaseOverAFullHourIsWhatThePagesCount() {
    for (int minute = 50; minute < 70; minute++) {
      requests(minute, 10 + minute % 3, 1);
    }
    Window window = Window.of(new TimeRange(millis(45) * 1_000_000, millis(85) * 1_000_000));
    RequestFigures counted =
        new RequestStatistics(new RollupRequests(points.rollups), new SpanRequests(points.store))
            .total(window)
            .single();

    // The counter itself begins anew at minute 60.
    assertThat(single("sum(traces_spanmetrics_calls_total)", 70)).isEqualTo(10 * 10 + 9);
    assertThat(single("sum(increase(traces_spanmetrics_calls_total[40m]))", 85))
        .isCloseTo(counted.requests(), withinPercentage(1));
    assertThat(
            single(
                "sum(increase(traces_spanmetrics_calls_total"
                    + "{status_code=\"STATUS_CODE_ERROR\"}[40m]))",
                85))
        .isCloseTo(counted.failed(), withinPercentage(1));
  }

  private void requests(double minute, int count, int failed) {
    points.rollups.apply(
        points.rollups.coveredPosition() + 1,
        sink -> {
          RollupCell cell =
              sink.cell(
                  OperationsTables.REQUESTS,
                  millis(minute) * 1_000_000,
                  RollupKey.ofTexts("shop", "GET /", "server", "2.4", ""));
          cell.count(OperationsTables.REQUESTS.counter("requests"), count);
          cell.count(OperationsTables.REQUESTS.counter("failed"), failed);
          for (int i = 0; i < count; i++) {
            cell.record(OperationsTables.REQUESTS.histogram("duration"), 100_000_000);
          }
        });
  }

  @Test
  void countsEdgesAsTheListOfDependenciesDoes() {
    edge(1, "shop", "payments", "call", 12);
    edge(2, "shop", "payments", "call", 8);
    edge(2, "shop", "orders", "database", 30);
    edge(2, "payments", "api.cards.example", "third_party", 5);
    edge(3, "payments", "mailer", "message", 4);
    edge(3, "", "payments", "call", 7);
    edge(3, "shop", "", "call", 7);

    TimeRange range = new TimeRange(millis(0) * 1_000_000, millis(3.5) * 1_000_000);
    Dependencies listed =
        new DependenciesService(points.rollups)
            .dependencies(
                new DependenciesService.Question(Window.of(range), null, null, null, 100));

    assertThat(listed.rows()).hasSize(4);
    assertThat(listed.withoutCaller()).isEqualTo(7);
    assertThat(listed.withoutCallee()).isEqualTo(7);
    assertThat(listed.completeness().reasons()).anyMatch(reason -> reason.contains("lower bounds"));
    assertThat(values("traces_service_graph_request_total", 3.5)).hasSize(4);
    for (DependencyRow row : listed.rows()) {
      String of = "{client=\"%s\", server=\"%s\"}".formatted(row.client(), row.server());
      assertThat(single("traces_service_graph_request_total" + of, 3.5)).isEqualTo(row.requests());
      assertThat(single("traces_service_graph_request_failed_total" + of, 3.5))
          .isEqualTo(row.failed());
      assertThat(single("traces_service_graph_request_client_seconds_count" + of, 3.5))
          .isEqualTo(row.requests());
      assertThat(single("traces_service_graph_request_server_seconds_count" + of, 3.5))
          .isEqualTo(row.requests());
    }
    assertThat(values("traces_service_graph_request_total{connection_type=\"\"}", 3.5).keySet())
        .containsExactly(
            Labels.of(
                Labels.NAME,
                "traces_service_graph_request_total",
                "client",
                "shop",
                "server",
                "payments",
                "deployment_environment_name",
                "production"));
    assertThat(single("traces_service_graph_request_server_seconds_sum{server=\"payments\"}", 3.5))
        .isCloseTo(20 * 0.02, within(1e-6));
  }

  @Test
  void pagesOfDependenciesFollowEachOther() {
    for (int i = 1; i <= 7; i++) {
      edge(1, "shop", "service-" + i, "call", i % 3 + 1);
    }
    DependenciesService service = new DependenciesService(points.rollups);
    TimeRange range = new TimeRange(millis(0) * 1_000_000, millis(3.5) * 1_000_000);
    List<String> seen = new ArrayList<>();
    String cursor = null;
    do {
      Dependencies page =
          service.dependencies(
              new DependenciesService.Question(Window.of(range), "shop", "call", cursor, 3));
      assertThat(page.total()).isEqualTo(7);
      page.rows().forEach(row -> seen.add(row.requests() + " " + row.server()));
      cursor = page.next();
    } while (cursor != null);

    assertThat(seen)
        .containsExactly(
            "3 service-2",
            "3 service-5",
            "2 service-1",
            "2 service-4",
            "2 service-7",
            "1 service-3",
            "1 service-6");
  }

  private void edge(double minute, String client, String server, String kind, int count) {
    points.rollups.apply(
        points.rollups.coveredPosition() + 1,
        sink -> {
          RollupCell cell =
              sink.cell(
                  TraceTables.EDGES,
                  millis(minute) * 1_000_000,
                  RollupKey.ofTexts(client, server, kind, "production"));
          cell.count(TraceTables.EDGES.counter("requests"), count);
          cell.count(TraceTables.EDGES.counter("failed"), count / 4);
          for (int i = 0; i < count; i++) {
            cell.record(TraceTables.EDGES.histogram("client_duration"), 50_000_000);
            if (kind.equals("call") || kind.equals("message")) {
              cell.record(TraceTables.EDGES.histogram("server_duration"), 20_000_000);
            }
          }
        });
  }

  @Test
  void tellsWhatThereIs() {
    points.write(
        MetricDescriptor.histogram("request.duration", "s", Temporality.CUMULATIVE),
        1,
        new PointValue.HistogramPoint(1, 0.2, null, null, List.of(0.5), List.of(1L, 0L)));
    points.write(MetricDescriptor.gauge("level", ""), 1, new PointValue.DoublePoint(0.5));
    List<String> level = List.of("level");

    assertThat(catalog.labelValues("__name__", millis(0), millis(2), List.of()).found())
        .contains("level", "request_duration_seconds_bucket", "target_info")
        .contains("traces_spanmetrics_calls_total")
        .doesNotContain("request_duration_seconds");
    assertThat(catalog.labelValues("kind", millis(0), millis(2), level).found())
        .containsExactly("a");
    assertThat(catalog.labelValues("le", millis(0), millis(2), List.of()).found())
        .contains("0.5", "+Inf");
    assertThat(catalog.labelNames(millis(0), millis(2), level).found())
        .containsExactly("__name__", "instance", "job", "kind");
    assertThat(catalog.series(millis(0), millis(2), level).found())
        .containsExactly(SHOP.with(Labels.NAME, "level"));
    assertThat(catalog.series(millis(1.5), millis(2), level).found()).isEmpty();
    assertThat(catalog.metadata().found().get("request_duration_seconds"))
        .containsExactly(new PromqlCatalog.Metadata("histogram", "", "s"));
  }

  @Test
  void tellsExemplarsWithTheirTraces() {
    Exemplar exemplar =
        new Exemplar(
            millis(1) * 1_000_000,
            new PointValue.DoublePoint(0.7),
            Attributes.ofStrings("user.id", "u1"),
            new TraceId(0, 0xAB),
            new SpanId(0xC));
    points.write(
        MetricDescriptor.histogram("request.duration", "s", Temporality.CUMULATIVE),
        1,
        new PointValue.HistogramPoint(3, 2.0, null, null, List.of(0.5, 1.0), List.of(1L, 1L, 1L)),
        exemplar);

    List<PromqlCatalog.SeriesExemplars> found =
        catalog
            .exemplars(millis(0), millis(2), "rate(request_duration_seconds_bucket[5m])")
            .found();

    assertThat(found)
        .containsExactly(
            new PromqlCatalog.SeriesExemplars(
                SHOP.with(Labels.NAME, "request_duration_seconds_bucket").with("le", "1"),
                List.of(
                    new PromqlCatalog.SeriesExemplars.Labelled(
                        Labels.of(
                            "trace_id", "000000000000000000000000000000ab",
                            "span_id", "000000000000000c",
                            "user_id", "u1"),
                        0.7,
                        millis(1)))));
    for (String other :
        List.of(
            "request_duration_seconds_bucket{le=\"0.5\"}",
            "request_duration_seconds_bucket{le=\"+Inf\"}",
            "request_duration_seconds_count",
            "request_duration_seconds_sum",
            "request_duration_seconds")) {
      assertThat(catalog.exemplars(millis(0), millis(2), other).found()).as(other).isEmpty();
    }
  }
}
