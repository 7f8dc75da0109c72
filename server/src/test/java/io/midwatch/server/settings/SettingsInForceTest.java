package io.midwatch.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.ui.settings.EffectiveSettings.Entry;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class SettingsInForceTest {
  private static final String TOKEN = "an admin token nobody may see";
  private static final String URL = "https://user:password@elastic:9200";

  @Test
  void valuesAreThoseInForceAndSecretsAreNeverAmongThem() {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "arguments",
                Map.of(
                    "midwatch.http-port", "9090",
                    "midwatch.admin-token", TOKEN,
                    "midwatch.elasticsearch-url", URL)));
    environment
        .getPropertySources()
        .addLast(
            new MapPropertySource(
                "application.yml",
                Map.of(
                    "midwatch.http-port", "8080",
                    "midwatch.data-dir", "data",
                    "midwatch.admin-token", "",
                    "midwatch.ingest-token", "")));

    var settings = SettingsInForce.of(environment);

    assertThat(settings.entries())
        .hasSameSizeAs(Setting.values())
        .contains(
            new Entry(
                "midwatch.http-port",
                "MIDWATCH_HTTP_PORT",
                "9090",
                true,
                false,
                Setting.HTTP_PORT.allowed()),
            new Entry(
                "midwatch.data-dir",
                "MIDWATCH_DATA_DIR",
                "data",
                false,
                false,
                Setting.DATA_DIR.allowed()),
            new Entry(
                "midwatch.admin-token",
                "MIDWATCH_ADMIN_TOKEN",
                "set, not shown",
                true,
                true,
                Setting.ADMIN_TOKEN.allowed()))
        .anyMatch(entry ->
            entry.key().equals("midwatch.ingest-token") && entry.value().equals("not set"));
    assertThat(settings.toString()).doesNotContain(TOKEN, URL);
  }
}
