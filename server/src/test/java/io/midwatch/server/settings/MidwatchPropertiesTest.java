package io.midwatch.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.server.settings.MidwatchProperties.Allowed;
import io.midwatch.server.settings.MidwatchProperties.Http;
import io.midwatch.server.settings.MidwatchProperties.Keys;
import io.midwatch.server.settings.MidwatchProperties.Memory;
import io.midwatch.server.settings.MidwatchProperties.Otlp;
import io.midwatch.server.settings.MidwatchProperties.OtlpGrpc;
import io.midwatch.server.settings.MidwatchProperties.OtlpHttp;
import io.midwatch.server.settings.MidwatchProperties.Token;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.ClassPathResource;

class MidwatchPropertiesTest {
  private static final MidwatchProperties DEFAULTS =
      new MidwatchProperties(
          "127.0.0.1",
          new Http(8080),
          new Otlp(new OtlpHttp(4318), new OtlpGrpc(4317)),
          "memory",
          new Memory(1_000_000),
          new Token(""),
          new Token(""),
          new Allowed(List.of()),
          new Keys(List.of()),
          new Keys(List.of()));

  /** A value of every setting that is not its default. */
  private static final Map<Setting, String> OTHER_VALUES =
      Map.ofEntries(
          Map.entry(Setting.HOST, "::1"),
          Map.entry(Setting.HTTP_PORT, "1"),
          Map.entry(Setting.OTLP_GRPC_PORT, "2"),
          Map.entry(Setting.OTLP_HTTP_PORT, "3"),
          Map.entry(Setting.STORE, "embedded"),
          Map.entry(Setting.MEMORY_CAPACITY, "5000"),
          Map.entry(Setting.ADMIN_TOKEN, "admin-0123456789"),
          Map.entry(Setting.INGEST_TOKEN, "ingest-0123456789"),
          Map.entry(Setting.ALLOWED_HOSTS, "ops.example,ops2.example"),
          Map.entry(Setting.TENANT_KEYS, "shop.id,tenant"),
          Map.entry(Setting.USER_KEYS, "login"));

  @Test
  void keepsItsDefaults() {
    assertThat(bind(Map.of())).isEqualTo(DEFAULTS);
  }

  @Test
  void mapsEveryKey() {
    assertThat(
            bind(
                OTHER_VALUES.entrySet().stream()
                    .collect(Collectors.toMap(entry -> entry.getKey().key(), Map.Entry::getValue))))
        .isEqualTo(
            new MidwatchProperties(
                "::1",
                new Http(1),
                new Otlp(new OtlpHttp(3), new OtlpGrpc(2)),
                "embedded",
                new Memory(5000),
                new Token("admin-0123456789"),
                new Token("ingest-0123456789"),
                new Allowed(List.of("ops.example", "ops2.example")),
                new Keys(List.of("shop.id", "tenant")),
                new Keys(List.of("login"))));
  }

  @ParameterizedTest
  @EnumSource
  void mapsEachSettingAlone(Setting setting) {
    assertThat(OTHER_VALUES).containsKey(setting);
    assertThat(bind(Map.of(setting.key(), OTHER_VALUES.getOrDefault(setting, ""))))
        .isNotEqualTo(DEFAULTS);
  }

  @ParameterizedTest
  @EnumSource
  void isDocumentedWithItsDefault(Setting setting) throws IOException {
    MutablePropertySources sources = new MutablePropertySources();
    new YamlPropertySourceLoader()
        .load("documented", new ClassPathResource("application.yml"))
        .forEach(sources::addLast);

    assertThat(sources).anyMatch(source -> source.containsProperty(setting.key()));
    assertThat(
            new Binder(ConfigurationPropertySources.from(sources))
                .bindOrCreate("midwatch", MidwatchProperties.class))
        .isEqualTo(DEFAULTS);
  }

  @Test
  void neverShowsATokenInText() {
    assertThat(bind(Map.of("midwatch.admin.token", "admin-0123456789")).toString())
        .doesNotContain("admin-0123456789");
  }

  private static MidwatchProperties bind(Map<String, String> values) {
    return new Binder(new MapConfigurationPropertySource(values))
        .bindOrCreate("midwatch", MidwatchProperties.class);
  }
}
