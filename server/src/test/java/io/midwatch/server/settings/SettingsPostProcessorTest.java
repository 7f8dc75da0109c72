package io.midwatch.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.boot.origin.OriginTrackedValue;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin.Location;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ClassPathResource;

class SettingsPostProcessorTest {
  private final Map<String, Object> defaults =
      new LinkedHashMap<>(
          Map.of(
              "midwatch.host", "127.0.0.1",
              "midwatch.http-port", "0",
              "midwatch.otlp-grpc-port", "0",
              "midwatch.otlp-http-port", "0",
              "midwatch.store", "embedded",
              "midwatch.collector.max-body-size", "64MB",
              "server.address", "${midwatch.host}",
              "server.port", "${midwatch.http-port}"));

  @ParameterizedTest
  @CsvSource({
    "MIDWATCH_HOST, server.address, 127.0.0.1",
    "MIDWATCH_HTTP_PORT, server.port, 0",
    "MIDWATCH_OTLP_GRPC_PORT, midwatch.otlp-grpc-port, 0",
    "MIDWATCH_STORE, midwatch.store, embedded",
    "MIDWATCH_COLLECTOR_MAX_BODY_SIZE, midwatch.collector.max-body-size, 64MB"
  })
  void emptyMeansTheDefault(String variable, String key, String value) {
    assertThat(read(Map.of(variable, "")).getProperty(key)).isEqualTo(value);
    assertThat(read(Map.of(variable, " ")).getProperty(key)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "SERVER_ADDRESS, 0.0.0.0, midwatch.host (MIDWATCH_HOST)",
    "SERVER_ADDRESS, '', midwatch.host (MIDWATCH_HOST)",
    "server.address, 0.0.0.0, midwatch.host (MIDWATCH_HOST)",
    "SERVER_PORT, 80, midwatch.http-port (MIDWATCH_HTTP_PORT)"
  })
  void namesOfSpringDoNotGoAroundTheCheck(String name, String value, String use) {
    assertThatThrownBy(() -> read(Map.of(name, value)))
        .isInstanceOf(WrongSettingException.class)
        .hasMessageContaining("\"" + value + "\" and not read by Midwatch")
        .hasMessageContaining("use " + use + " instead");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::"})
  void otherHostsNeedTokensWhateverSpringIsTold(String host) {
    assertThatThrownBy(() -> read(Map.of("MIDWATCH_HOST", host)))
        .hasMessageContaining("MIDWATCH_ADMIN_TOKEN");
  }

  @Test
  void misspelledNamesInFilesStopTheStart() {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addLast(
            new OriginTrackedMapPropertySource(
                "application.yml",
                Map.of(
                    "midwatch.htpp-port",
                    OriginTrackedValue.of(
                        "80",
                        new TextResourceOrigin(
                            new ClassPathResource("application.yml"), new Location(2, 4))))));
    assertThatThrownBy(() ->
            new SettingsPostProcessor()
                .postProcessEnvironment(environment, new SpringApplication()))
        .isInstanceOf(WrongSettingException.class)
        .hasMessageContaining(
            "midwatch.htpp-port (class path resource [application.yml] - 3:5) is no setting");
  }

  private StandardEnvironment read(Map<String, Object> variables) {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .replace(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
    environment.getPropertySources().addLast(new MapPropertySource("packaged", defaults));
    ConfigurationPropertySources.attach(environment);
    new SettingsPostProcessor().postProcessEnvironment(environment, new SpringApplication());
    return environment;
  }
}
