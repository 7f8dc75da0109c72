package io.midwatch.api.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.api.ApiTest;
import io.midwatch.api.Telemetry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class MetricsControllerTest extends ApiTest {
  @ParameterizedTest
  @ValueSource(strings = {"orders.placed", "orders_placed_total"})
  void findsASeriesByEitherName(String name) throws Exception {
    JsonNode found = json("/api/v1/metrics?name=" + name).path("series");
    JsonNode series = found.path(0);

    assertThat(found.size()).isEqualTo(1);
    assertThat(series.path("name").asString()).isEqualTo("orders.placed");
    assertThat(series.path("unit").asString()).isEqualTo("{order}");
    assertThat(series.path("type").asString()).isEqualTo("sum");
    assertThat(series.path("temporality").asString()).isEqualTo("cumulative");
    assertThat(series.path("monotonic").asBoolean()).isTrue();
    assertThat(series.path("resource").path("attributes").path("service.name").asString())
        .isEqualTo("checkout");
    assertThat(series.path("scope").path("name").asString()).isEqualTo("http");
    assertThat(series.path("attributes").path("channel").asString()).isEqualTo("web");
    assertThat(series.path("labels").path("__name__").asString()).isEqualTo("orders_placed_total");
  }

  @Test
  void aSeriesTellsWhatItWasSentWith() throws Exception {
    JsonNode series = json("/api/v1/metrics?name=orders.placed").path("series").path(0);

    assertThat(series.path("description").asString()).isEqualTo("Orders that were placed");
    assertThat(series.path("metadata").path("owner").asString()).isEqualTo("orders");
    assertThat(series.path("points").path(0).path("flags").asInt()).isEqualTo(256);
    JsonNode resource = series.path("resource");
    assertThat(resource.path("droppedAttributesCount").asInt()).isEqualTo(1);
    assertThat(resource.path("schemaUrl").asString())
        .isEqualTo("https://opentelemetry.io/schemas/1.40.0");
    assertThat(resource.path("entityRefs").path(0).path("type").asString()).isEqualTo("service");
    JsonNode scope = series.path("scope");
    assertThat(scope.path("version").asString()).isEqualTo("1.2");
    assertThat(scope.path("attributes").path("lib").asString()).isEqualTo("netty");
    assertThat(scope.path("droppedAttributesCount").asInt()).isEqualTo(4);
    assertThat(scope.path("schemaUrl").asString()).isEqualTo("https://schema.example");
  }

  @Test
  void pointsComeByTimeWithTheirExemplars() throws Exception {
    JsonNode points =
        json("/api/v1/metrics?name=orders.placed").path("series").path(0).path("points");
    JsonNode first = points.path(0);

    assertThat(points.size()).isEqualTo(2);
    assertThat(first.path("timeUnixNano").asString()).isEqualTo("" + Telemetry.START);
    assertThat(first.path("startTimeUnixNano").asString())
        .isEqualTo("" + (Telemetry.START - 1_000));
    assertThat(first.path("value").asLong()).isEqualTo(3);
    assertThat(points.path(1).path("value").asLong()).isEqualTo(5);
    assertThat(first.path("exemplars").path(0).path("traceId").asString())
        .isEqualTo(Telemetry.FAILING.hex());
  }

  @Test
  void aHistogramIsAnObject() throws Exception {
    JsonNode value =
        json("/api/v1/metrics?name=http.server.request.duration")
            .path("series")
            .path(0)
            .path("points")
            .path(0)
            .path("value");

    assertThat(value.path("count").asLong()).isEqualTo(3);
    assertThat(value.path("sum").asDouble()).isEqualTo(0.75);
    assertThat(value.path("min").isNull()).isTrue();
    assertThat(value.path("explicitBounds").path(1).asDouble()).isEqualTo(0.5);
    assertThat(value.path("bucketCounts").size()).isEqualTo(3);
  }

  @Test
  void anUnknownMetricHasNoSeries() throws Exception {
    assertThat(json("/api/v1/metrics?name=none").path("series").size()).isZero();
  }

  @Test
  void seriesWithoutAPointInTheRangeAreLeftOut() throws Exception {
    assertThat(json("/api/v1/metrics?name=orders.placed&from=now-1m").path("series").size())
        .isZero();
  }
}
