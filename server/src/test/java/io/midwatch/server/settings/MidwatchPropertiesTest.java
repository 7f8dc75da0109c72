package io.midwatch.server.settings;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.derive.trace.JoinLimits;
import io.midwatch.model.semconv.IdentityKeys;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class MidwatchPropertiesTest {

  @Test
  void recordedDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new MidwatchProperties(
                "127.0.0.1",
                8080,
                "embedded",
                "",
                "data",
                "fsync",
                Duration.ofDays(15),
                Duration.ofDays(15),
                Duration.ofDays(30),
                Duration.ofDays(400),
                "none",
                DataSize.ofMegabytes(512),
                Duration.ofHours(1),
                1_000_000,
                Duration.ofSeconds(15),
                Duration.ofMinutes(2),
                DataSize.ofMegabytes(256),
                "",
                "",
                List.of(),
                List.of(),
                List.of()));
    assertThat(bind(Map.of()).diskLimitBytes()).isEqualTo(Long.MAX_VALUE);
    assertThat(bind(Map.of()).joinLimits()).isEqualTo(JoinLimits.DEFAULT);
    assertThat(bind(Map.of()).identityKeys()).isEqualTo(IdentityKeys.DEFAULT);
  }

  @Test
  void everyKeyFromText() {
    MidwatchProperties properties =
        bind(
            Map.ofEntries(
                entry("midwatch.host", "0.0.0.0"),
                entry("midwatch.http-port", "9090"),
                entry("midwatch.store", "memory"),
                entry("midwatch.elasticsearch-url", "http://user:secret@search:9200"),
                entry("midwatch.data-dir", "/var/lib/midwatch"),
                entry("midwatch.durability", "os"),
                entry("midwatch.retention-traces", "36h"),
                entry("midwatch.retention-logs", "7d"),
                entry("midwatch.retention-metrics", "60d"),
                entry("midwatch.retention-rollups", "90d"),
                entry("midwatch.disk-limit", "200GB"),
                entry("midwatch.disk-reserve", "2GB"),
                entry("midwatch.disk-keep", "6h"),
                entry("midwatch.memory-capacity", "5000"),
                entry("midwatch.self-metrics", "60s"),
                entry("midwatch.trace-join-window", "90s"),
                entry("midwatch.trace-join-memory", "64MB"),
                entry("midwatch.admin-token", "admin-secret"),
                entry("midwatch.ingest-token", "ingest-secret"),
                entry("midwatch.allowed-hosts", "a.example,b.example"),
                entry("midwatch.tenant-keys", "shop.id"),
                entry("midwatch.user-keys", "login,email")));

    assertThat(properties)
        .isEqualTo(
            new MidwatchProperties(
                "0.0.0.0",
                9090,
                "memory",
                "http://user:secret@search:9200",
                "/var/lib/midwatch",
                "os",
                Duration.ofHours(36),
                Duration.ofDays(7),
                Duration.ofDays(60),
                Duration.ofDays(90),
                "200GB",
                DataSize.ofGigabytes(2),
                Duration.ofHours(6),
                5_000,
                Duration.ofSeconds(60),
                Duration.ofSeconds(90),
                DataSize.ofMegabytes(64),
                "admin-secret",
                "ingest-secret",
                List.of("a.example", "b.example"),
                List.of("shop.id"),
                List.of("login", "email")));
    assertThat(properties.diskLimitBytes()).isEqualTo(200L << 30);
    assertThat(properties.toString()).doesNotContain("secret");
  }

  private static MidwatchProperties bind(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("midwatch", MidwatchProperties.class);
  }
}
