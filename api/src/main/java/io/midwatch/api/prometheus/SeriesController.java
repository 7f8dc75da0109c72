package io.midwatch.api.prometheus;

import io.midwatch.query.promql.series.Labels;
import io.midwatch.query.promql.store.PromqlCatalog;
import io.midwatch.query.promql.store.PromqlCatalog.SeriesExemplars;
import io.midwatch.query.promql.store.PromqlCatalog.Told;
import io.midwatch.query.promql.syntax.SyntaxException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Supplier;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /prometheus/api/v1}: which series, labels, metrics and exemplars there are. Without a
 * start the day before the end is looked at.
 */
@RestController
class SeriesController {
  private static final String BASE = "/prometheus/api/v1/";
  private static final String TRUNCATED = "results truncated due to limit";

  private final PromqlCatalog catalog;
  private final InstantSource clock;

  SeriesController(PromqlCatalog catalog, InstantSource clock) {
    this.catalog = catalog;
    this.clock = clock;
  }

  /** Both ends included, epoch milliseconds. */
  private record Range(long from, long to) {}

  private Range range(PrometheusParameters parameters) {
    long to = parameters.time("end", clock.millis());
    long from = parameters.time("start", to - Duration.ofDays(1).toMillis());
    return new Range(from, to);
  }

  /** What {@code match[]} holds is told by that name when it is no selector. */
  private static <T> T matched(Supplier<T> found) {
    try {
      return found.get();
    } catch (SyntaxException malformed) {
      throw PrometheusErrorException.parameter("match[]", String.valueOf(malformed.getMessage()));
    }
  }

  @RequestMapping(
      path = BASE + "series",
      method = {RequestMethod.GET, RequestMethod.POST})
  ResponseEntity<byte[]> series(HttpServletRequest request) {
    PrometheusParameters parameters = new PrometheusParameters(request);
    List<String> selectors = parameters.texts("match[]");
    if (selectors.isEmpty()) {
      throw new PrometheusErrorException(
          PrometheusErrorException.Type.BAD_DATA, "no match[] parameter provided");
    }
    Range range = range(parameters);
    Told<SortedSet<Labels>> told =
        matched(() -> catalog.series(range.from(), range.to(), selectors));
    Collection<Labels> found = told.found();
    int limit = parameters.limit("limit");
    return PrometheusJson.success(
        json -> {
          json.writeStartArray();
          found.stream().limit(limit).forEach(labels -> PrometheusJson.labels(json, labels));
          json.writeEndArray();
        },
        warnings(told, found.size() > limit),
        List.of());
  }

  @RequestMapping(
      path = BASE + "labels",
      method = {RequestMethod.GET, RequestMethod.POST})
  ResponseEntity<byte[]> labels(HttpServletRequest request) {
    PrometheusParameters parameters = new PrometheusParameters(request);
    Range range = range(parameters);
    return texts(
        matched(() -> catalog.labelNames(range.from(), range.to(), parameters.texts("match[]"))),
        parameters);
  }

  @GetMapping(BASE + "label/{name}/values")
  ResponseEntity<byte[]> values(@PathVariable String name, HttpServletRequest request) {
    PrometheusParameters parameters = new PrometheusParameters(request);
    Range range = range(parameters);
    String label = LabelEscapes.decode(name);
    if (label.isEmpty()) {
      throw new PrometheusErrorException(
          PrometheusErrorException.Type.BAD_DATA, "invalid label name: \"\"");
    }
    List<String> selectors = parameters.texts("match[]");
    return texts(
        matched(() -> catalog.labelValues(label, range.from(), range.to(), selectors)), parameters);
  }

  private static ResponseEntity<byte[]> texts(
      Told<? extends Collection<String>> told, PrometheusParameters parameters) {
    Collection<String> texts = told.found();
    int limit = parameters.limit("limit");
    return PrometheusJson.success(
        texts.stream().limit(limit).toList(), warnings(told, texts.size() > limit));
  }

  private static List<String> warnings(Told<?> told, boolean truncated) {
    List<String> warnings = new ArrayList<>(told.warnings());
    if (truncated) {
      warnings.add(TRUNCATED);
    }
    return warnings;
  }

  @GetMapping(BASE + "metadata")
  ResponseEntity<byte[]> metadata(HttpServletRequest request) {
    PrometheusParameters parameters = new PrometheusParameters(request);
    int limit = unlimited(parameters.signedLimit("limit"));
    int perMetric = unlimited(parameters.signedLimit("limit_per_metric"));
    String wanted = parameters.text("metric");
    Told<SortedMap<String, List<PromqlCatalog.Metadata>>> all = catalog.metadata();
    Map<String, List<PromqlCatalog.Metadata>> told = new LinkedHashMap<>();
    all.found()
        .forEach((name, metadata) -> {
          if ((wanted.isEmpty() || wanted.equals(name)) && told.size() < limit) {
            told.put(name, metadata.stream().limit(perMetric).toList());
          }
        });
    return PrometheusJson.success(told, warnings(all, false));
  }

  private static int unlimited(int limit) {
    return limit < 0 ? Integer.MAX_VALUE : limit;
  }

  @RequestMapping(
      path = BASE + "query_exemplars",
      method = {RequestMethod.GET, RequestMethod.POST})
  ResponseEntity<byte[]> exemplars(HttpServletRequest request) {
    PrometheusParameters parameters = new PrometheusParameters(request);
    Range range = range(parameters);
    if (range.to() < range.from()) {
      throw PrometheusErrorException.parameter(
          "end", "end timestamp must not be before start timestamp");
    }
    Told<List<SeriesExemplars>> told =
        catalog.exemplars(range.from(), range.to(), parameters.text("query"));
    return PrometheusJson.success(
        json -> {
          json.writeStartArray();
          for (SeriesExemplars series : told.found()) {
            json.writeStartObject();
            json.writeName("seriesLabels");
            PrometheusJson.labels(json, series.series());
            json.writeName("exemplars");
            json.writeStartArray();
            for (SeriesExemplars.Labelled exemplar : series.exemplars()) {
              json.writeStartObject();
              json.writeName("labels");
              PrometheusJson.labels(json, exemplar.labels());
              json.writeStringProperty("value", PrometheusJson.number(exemplar.value()));
              json.writeName("timestamp");
              json.writeNumber(PrometheusJson.seconds(exemplar.timeMillis()));
              json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
          }
          json.writeEndArray();
        },
        warnings(told, false),
        List.of());
  }
}
