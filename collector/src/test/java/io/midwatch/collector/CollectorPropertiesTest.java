package io.midwatch.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.collector.CollectorProperties.Bounds;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class CollectorPropertiesTest {
  @Test
  void keepsItsDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new CollectorProperties(
                4318,
                4317,
                new Bounds(
                    DataSize.ofMegabytes(64),
                    DataSize.ofMegabytes(64),
                    1024,
                    Duration.ofSeconds(10))));
  }

  @Test
  void mapsEveryKey() {
    assertThat(
            bind(
                Map.of(
                    "midwatch.otlp-http-port", "1",
                    "midwatch.otlp-grpc-port", "2",
                    "midwatch.collector.max-compressed-size", "3KB",
                    "midwatch.collector.max-body-size", "4MB",
                    "midwatch.collector.max-connections", "5",
                    "midwatch.collector.idle-timeout", "6m")))
        .isEqualTo(
            new CollectorProperties(
                1,
                2,
                new Bounds(
                    DataSize.ofKilobytes(3), DataSize.ofMegabytes(4), 5, Duration.ofMinutes(6))));
  }

  private static CollectorProperties bind(Map<String, String> values) {
    return new Binder(new MapConfigurationPropertySource(values))
        .bindOrCreate("midwatch", CollectorProperties.class);
  }
}
