package io.midwatch.model.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.Attributes;
import io.midwatch.model.MetricDescriptor.MetricType;
import io.midwatch.model.MetricDescriptor.Temporality;
import io.midwatch.model.SeriesIdentity;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrometheusIdentityTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http.server.request.duration | s    | HISTOGRAM | false | http_server_request_duration_seconds
          http.server.duration    | ms        | HISTOGRAM | false | http_server_duration_milliseconds
          system.io               | By        | SUM       | true  | system_io_bytes_total
          network_transmitted_bytes_total | By | SUM      | true  | network_transmitted_bytes_total
          jvm.class.loaded        | {class}   | SUM       | true  | jvm_class_loaded_total
          jvm.class.count         | {class}   | SUM       | false | jvm_class_count
          system.cpu.utilization  | 1         | GAUGE     | false | system_cpu_utilization_ratio
          hw.gpu.memory.limit     | By        | SUM       | false | hw_gpu_memory_limit_bytes
          car.speed               | m/s       | GAUGE     | false | car_speed_meters_per_second
          broker.messages.rate    | {msg}/s   | GAUGE     | false | broker_messages_rate_per_second
          requests                | 1         | SUM       | true  | requests_total
          total.requests          |           | SUM       | true  | requests_total
          active.ratio.x          | 1         | GAUGE     | false | active_x_ratio
          a..b__c                 |           | GAUGE     | false | a_b_c
          2xx.responses           |           | GAUGE     | false | _2xx_responses
          disk.used               | %         | GAUGE     | false | disk_used_percent
          storage.size            | GiBy      | GAUGE     | false | storage_size_gibibytes
          room.fill               | furlong   | GAUGE     | false | room_fill_furlong
          process.cpu.seconds.sum | s         | SUM       | false | process_cpu_seconds_sum
          job:req:rate5m          |           | GAUGE     | false | job:req:rate5m
          """)
  void translatesMetricNames(
      String name, @Nullable String unit, MetricType type, boolean monotonic, String expected) {
    assertThat(PrometheusNames.metricName(name, unit == null ? "" : unit, type, monotonic))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http.request.method | http_request_method
          messaging..topic    | messaging_topic
          2fa                 | key_2fa
          _private            | key_private
          __name__            | key_name_
          ünit                | key_nit
          温度                | 温度
          """)
  void translatesLabelNames(String key, String expected) {
    assertThat(PrometheusNames.labelName(key)).isEqualTo(expected);
  }

  @Test
  void translatesASeries() {
    SeriesIdentity series =
        series(
            Attributes.ofStrings(
                "service.namespace", "prod",
                "service.name", "shop",
                "service.instance.id", "shop-1",
                "host.name", "h"),
            Attributes.builder()
                .put("http.request.method", "POST")
                .put("http.response.status_code", 502)
                .put("empty", "")
                .build());

    assertThat(PrometheusIdentity.of(series))
        .containsExactlyEntriesOf(
            new java.util.TreeMap<>(
                Map.of(
                    "__name__", "http_server_request_duration_seconds",
                    "http_request_method", "POST",
                    "http_response_status_code", "502",
                    "instance", "shop-1",
                    "job", "prod/shop",
                    "otel_scope_name", "tomcat",
                    "otel_scope_version", "1.0",
                    "otel_scope_team", "web")));
  }

  @Test
  void joinsCollidingLabelsInKeyOrder() {
    SeriesIdentity series =
        series(Attributes.empty(), Attributes.ofStrings("a_b", "3", "a.b", "2", "a-b", "1"));

    assertThat(PrometheusIdentity.of(series)).containsEntry("a_b", "1;2;3");
  }

  @Test
  void attributesCannotPoseAsTarget() {
    SeriesIdentity series =
        series(
            Attributes.ofStrings("service.name", "shop"),
            Attributes.ofStrings("job", "forged", "__name__", "up", "otel.scope.name", "forged"));

    assertThat(PrometheusIdentity.of(series))
        .containsEntry("job", "shop")
        .containsEntry("__name__", "http_server_request_duration_seconds")
        .containsEntry("key_name_", "up")
        .containsEntry("otel_scope_name", "tomcat")
        .doesNotContainKey("instance");
  }

  @Test
  void describesTheTarget() {
    Attributes resource =
        Attributes.ofStrings("service.name", "shop", "service.version", "2", "host.name", "h");

    assertThat(PrometheusIdentity.targetInfo(resource))
        .containsOnly(
            Map.entry("__name__", "target_info"),
            Map.entry("job", "shop"),
            Map.entry("service_version", "2"),
            Map.entry("host_name", "h"));
    assertThat(PrometheusIdentity.targetInfo(Attributes.ofStrings("host.name", "h"))).isNull();
    assertThat(PrometheusIdentity.targetInfo(Attributes.ofStrings("service.name", "s"))).isNull();
  }

  private static SeriesIdentity series(Attributes resource, Attributes attributes) {
    return new SeriesIdentity(
        resource,
        "tomcat",
        "1.0",
        "",
        Attributes.ofStrings("team", "web"),
        "http.server.request.duration",
        "s",
        MetricType.HISTOGRAM,
        Temporality.CUMULATIVE,
        false,
        attributes);
  }
}
