package io.midwatch.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.semconv.IdentityKeys;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class MidwatchPropertiesTest {

  @Test
  void recordedDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new MidwatchProperties(
                "127.0.0.1", 8080, "memory", 1_000_000, "", "", List.of(), List.of(), List.of()));
    assertThat(bind(Map.of()).identityKeys()).isEqualTo(IdentityKeys.DEFAULT);
  }

  @Test
  void everyKeyFromText() {
    MidwatchProperties properties =
        bind(
            Map.of(
                "midwatch.host", "0.0.0.0",
                "midwatch.http-port", "9090",
                "midwatch.store", "memory",
                "midwatch.memory-capacity", "5000",
                "midwatch.admin-token", "admin-secret",
                "midwatch.ingest-token", "ingest-secret",
                "midwatch.allowed-hosts", "a.example,b.example",
                "midwatch.tenant-keys", "shop.id",
                "midwatch.user-keys", "login,email"));

    assertThat(properties)
        .isEqualTo(
            new MidwatchProperties(
                "0.0.0.0",
                9090,
                "memory",
                5_000,
                "admin-secret",
                "ingest-secret",
                List.of("a.example", "b.example"),
                List.of("shop.id"),
                List.of("login", "email")));
    assertThat(properties.toString()).doesNotContain("secret");
  }

  private static MidwatchProperties bind(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("midwatch", MidwatchProperties.class);
  }
}
