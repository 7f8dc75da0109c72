package io.midwatch.api.prometheus;

import io.midwatch.query.promql.QueryResult;
import io.midwatch.query.promql.eval.RangeResult;
import io.midwatch.query.promql.histogram.FloatHistogram;
import io.midwatch.query.promql.series.Annotations.Annotation;
import io.midwatch.query.promql.series.Annotations.Level;
import io.midwatch.query.promql.series.Column;
import io.midwatch.query.promql.series.Grid;
import io.midwatch.query.promql.series.Value;
import io.midwatch.query.promql.syntax.Numbers;
import io.midwatch.query.promql.syntax.Quoting;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import tools.jackson.core.JsonGenerator;

/** Writes what a query yields: vector, matrix, scalar or string. */
final class ResultJson {
  /** Remarks of a kind in an answer; how many more there are is told. */
  private static final int MOST_REMARKS = 10;

  private final String query;
  private final QueryResult result;
  private final boolean range;
  private final int limit;
  private final @Nullable QueryStats stats;
  private boolean truncated;

  private ResultJson(
      String query, QueryResult result, boolean range, int limit, @Nullable QueryStats stats) {
    this.query = query;
    this.result = result;
    this.range = range;
    this.limit = limit;
    this.stats = stats;
  }

  /**
   * @param limit series; further ones are left out with a warning
   * @param stats told beside the result when there are any
   */
  static ResponseEntity<byte[]> of(
      String query, QueryResult result, boolean range, int limit, @Nullable QueryStats stats) {
    ResultJson json = new ResultJson(query, result, range, limit, stats);
    json.truncated = json.size() > limit;
    return PrometheusJson.success(
        json::data, json.remarks(Level.WARNING), json.remarks(Level.INFO));
  }

  private int size() {
    List<RangeResult> ranges = result.ranges();
    if (ranges != null) {
      return ranges.size();
    }
    return result.value() instanceof Value.Vector vector ? vector.columns().size() : 0;
  }

  private List<String> remarks(Level level) {
    List<String> texts = new ArrayList<>();
    for (Annotation annotation : result.annotations()) {
      if (annotation.level() == level) {
        texts.add(annotation.message(query));
      }
    }
    int more = texts.size() - MOST_REMARKS;
    if (more > 0) {
      texts.subList(MOST_REMARKS, texts.size()).clear();
      String kind = level == Level.WARNING ? "warning" : "info";
      texts.add(more + " more " + kind + " annotations omitted");
    }
    if (truncated && level == Level.WARNING) {
      texts.add("results truncated due to limit");
    }
    return texts;
  }

  private void data(JsonGenerator json) {
    json.writeStartObject();
    List<RangeResult> ranges = result.ranges();
    Grid grid = result.grid();
    if (ranges != null) {
      start(json, "matrix");
      json.writeStartArray();
      ranges.stream().limit(limit).forEach(series -> series(json, series));
      json.writeEndArray();
    } else {
      switch (result.value()) {
        case null -> throw new IllegalStateException("a result without value");
        case Value.Text text -> {
          start(json, "string");
          json.writeStartArray();
          json.writeNumber(PrometheusJson.seconds(grid.startMillis()));
          json.writeString(Quoting.readable(text.text()));
          json.writeEndArray();
        }
        case Value.Scalar scalar when range -> {
          start(json, "matrix");
          json.writeStartArray();
          json.writeStartObject();
          json.writeName("metric");
          json.writeStartObject();
          json.writeEndObject();
          json.writeName("values");
          json.writeStartArray();
          for (int i = 0; i < grid.size(); i++) {
            PrometheusJson.sample(json, grid.time(i), scalar.values()[i], null);
          }
          json.writeEndArray();
          json.writeEndObject();
          json.writeEndArray();
        }
        case Value.Scalar scalar -> {
          start(json, "scalar");
          json.writeStartArray();
          json.writeNumber(PrometheusJson.seconds(grid.startMillis()));
          // Unlike the numbers of series, never with an exponent.
          json.writeString(Numbers.format(scalar.values()[0]));
          json.writeEndArray();
        }
        case Value.Vector vector -> {
          start(json, range ? "matrix" : "vector");
          json.writeStartArray();
          vector.columns().stream().limit(limit).forEach(column -> column(json, column));
          json.writeEndArray();
        }
      }
    }
    if (stats != null) {
      json.writeName("stats");
      stats.write(json);
    }
    json.writeEndObject();
  }

  private static void start(JsonGenerator json, String type) {
    json.writeStringProperty("resultType", type);
    json.writeName("result");
  }

  private void column(JsonGenerator json, Column column) {
    json.writeStartObject();
    json.writeName("metric");
    PrometheusJson.labels(json, column.labels());
    if (range) {
      values(json, column);
    } else {
      FloatHistogram histogram = column.histogram(0);
      json.writeName(histogram == null ? "value" : "histogram");
      PrometheusJson.sample(json, result.grid().startMillis(), column.value(0), histogram);
    }
    json.writeEndObject();
  }

  private void values(JsonGenerator json, Column column) {
    boolean histograms = false;
    boolean numbers = false;
    for (int i = 0; i < column.size(); i++) {
      histograms |= column.histogram(i) != null;
      numbers |= column.has(i) && column.histogram(i) == null;
    }
    if (numbers) {
      json.writeName("values");
      json.writeStartArray();
      for (int i = 0; i < column.size(); i++) {
        if (column.has(i) && column.histogram(i) == null) {
          PrometheusJson.sample(json, result.grid().time(i), column.value(i), null);
        }
      }
      json.writeEndArray();
    }
    if (histograms) {
      json.writeName("histograms");
      json.writeStartArray();
      for (int i = 0; i < column.size(); i++) {
        FloatHistogram histogram = column.histogram(i);
        if (histogram != null) {
          PrometheusJson.sample(json, result.grid().time(i), 0, histogram);
        }
      }
      json.writeEndArray();
    }
  }

  private static void series(JsonGenerator json, RangeResult series) {
    json.writeStartObject();
    json.writeName("metric");
    PrometheusJson.labels(json, series.labels());
    samples(
        json, "values", series.samples().stream().filter(it -> it.histogram() == null).toList());
    samples(
        json,
        "histograms",
        series.samples().stream().filter(it -> it.histogram() != null).toList());
    json.writeEndObject();
  }

  private static void samples(JsonGenerator json, String name, List<RangeResult.Sample> samples) {
    if (!samples.isEmpty()) {
      json.writeName(name);
      json.writeStartArray();
      samples.forEach(
          it -> PrometheusJson.sample(json, it.timeMillis(), it.value(), it.histogram()));
      json.writeEndArray();
    }
  }
}
