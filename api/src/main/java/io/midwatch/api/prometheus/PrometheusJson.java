package io.midwatch.api.prometheus;

import io.midwatch.query.promql.histogram.Bucket;
import io.midwatch.query.promql.histogram.FloatHistogram;
import io.midwatch.query.promql.series.Labels;
import io.midwatch.query.promql.syntax.Numbers;
import io.midwatch.query.promql.syntax.Quoting;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes answers of the Prometheus API, without a tree in between: a range of thousands of points
 * is the common answer.
 *
 * <pre>
 * {"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1.7e9,"1"]}]}}
 * </pre>
 */
final class PrometheusJson {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private PrometheusJson() {}

  /** A success with the data written by the argument. */
  static ResponseEntity<byte[]> success(
      Consumer<JsonGenerator> data, List<String> warnings, List<String> infos) {
    return answer(
        200,
        json -> {
          json.writeStringProperty("status", "success");
          json.writeName("data");
          data.accept(json);
          list(json, "warnings", warnings);
          list(json, "infos", infos);
        });
  }

  static ResponseEntity<byte[]> success(Object data) {
    return success(json -> json.writePOJO(data), List.of(), List.of());
  }

  static ResponseEntity<byte[]> success(Object data, List<String> warnings) {
    return success(json -> json.writePOJO(data), warnings, List.of());
  }

  static ResponseEntity<byte[]> error(PrometheusErrorException.Type type, String message) {
    return answer(
        type.status,
        json -> {
          json.writeStringProperty("status", "error");
          json.writeStringProperty("errorType", type.wireName);
          json.writeStringProperty("error", Quoting.readable(message));
        });
  }

  private static ResponseEntity<byte[]> answer(int status, Consumer<JsonGenerator> body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
      json.writeStartObject();
      body.accept(json);
      json.writeEndObject();
    }
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_JSON)
        .body(bytes.toByteArray());
  }

  private static void list(JsonGenerator json, String name, List<String> texts) {
    if (!texts.isEmpty()) {
      json.writeName(name);
      json.writePOJO(texts.stream().map(Quoting::readable).toList());
    }
  }

  static void labels(JsonGenerator json, Labels labels) {
    json.writeStartObject();
    for (int i = 0; i < labels.size(); i++) {
      json.writeStringProperty(Quoting.readable(labels.name(i)), Quoting.readable(labels.value(i)));
    }
    json.writeEndObject();
  }

  /** {@code [1700000000.123, "1"]}, or a histogram in place of the text. */
  static void sample(
      JsonGenerator json, long timeMillis, double value, @Nullable FloatHistogram histogram) {
    json.writeStartArray();
    json.writeNumber(seconds(timeMillis));
    if (histogram == null) {
      json.writeString(number(value));
    } else {
      histogram(json, histogram);
    }
    json.writeEndArray();
  }

  private static void histogram(JsonGenerator json, FloatHistogram histogram) {
    json.writeStartObject();
    json.writeStringProperty("count", number(histogram.count()));
    json.writeStringProperty("sum", number(histogram.sum()));
    List<Bucket> buckets = histogram.buckets();
    if (!buckets.isEmpty()) {
      json.writeName("buckets");
      json.writeStartArray();
      for (Bucket bucket : buckets) {
        json.writeStartArray();
        json.writeNumber(bucket.boundaryRule());
        json.writeString(number(bucket.lower()));
        json.writeString(number(bucket.upper()));
        json.writeString(number(bucket.count()));
        json.writeEndArray();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  /** Seconds with three digits after the point when there are any. */
  static String seconds(long millis) {
    if (millis % 1000 == 0) {
      return Long.toString(millis / 1000);
    }
    String digits = Long.toString(Math.abs(millis % 1000) + 1000).substring(1);
    return (millis < 0 && millis > -1000 ? "-" : "") + millis / 1000 + "." + digits;
  }

  /** Very small and very large numbers with an exponent, as Prometheus writes them. */
  static String number(double value) {
    double size = Math.abs(value);
    if (size == 0 || !Double.isFinite(value) || size >= 1e-6 && size < 1e21) {
      return Numbers.format(value);
    }
    return Numbers.exponential(value);
  }
}
