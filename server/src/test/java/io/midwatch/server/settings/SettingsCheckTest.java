package io.midwatch.server.settings;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsCheckTest {
  private final Map<String, String> settings =
      new HashMap<>(
          Map.of(
              "midwatch.host", "127.0.0.1",
              "midwatch.http-port", "0",
              "midwatch.otlp-grpc-port", "0",
              "midwatch.otlp-http-port", "0",
              "midwatch.store", "embedded"));
  private final SettingsCheck check = new SettingsCheck(settings::get);

  @Test
  void acceptsTheDefaults() {
    assertThatCode(
            () -> {
              check.values();
              check.host();
              check.exposure();
              check.ports();
            })
        .doesNotThrowAnyException();
  }

  @Test
  void namesTheSettingTheValueAndWhatIsAllowed() {
    settings.put("midwatch.http-port", "http");

    assertThatThrownBy(check::values)
        .isInstanceOf(WrongSettingException.class)
        .hasMessage(
            "midwatch.http-port (MIDWATCH_HTTP_PORT) is \"http\"; allowed: a port number from 0 (any"
                + " free one) to 65535.");
  }

  @Test
  void saysWhichStoresThereAre() {
    settings.put("midwatch.store", "postgres");

    assertThatThrownBy(check::values)
        .hasMessageContaining("midwatch.store (MIDWATCH_STORE) is \"postgres\"")
        .hasMessageContaining("memory");
  }

  @Test
  void elasticsearchNeedsAnAddress() {
    settings.put("midwatch.store", "elasticsearch");

    assertThatCode(check::values).doesNotThrowAnyException();
    assertThatThrownBy(check::store)
        .isInstanceOf(WrongSettingException.class)
        .hasMessage(
            "midwatch.store (MIDWATCH_STORE) is \"elasticsearch\" and needs"
                + " midwatch.elasticsearch-url (MIDWATCH_ELASTICSEARCH_URL): the address of an"
                + " Elasticsearch 9, such as http://localhost:9200 or"
                + " https://user:password@host:9200.");
    settings.put("midwatch.elasticsearch-url", "http://localhost:9200");
    assertThatCode(check::store).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"search:9200", "ftp://search", "http:///index", "http://u:p@search/?a=b"})
  void refusesWhatIsNoAddressWithoutShowingIt(String url) {
    settings.put("midwatch.elasticsearch-url", url);

    assertThatThrownBy(check::values)
        .hasMessageContaining("midwatch.elasticsearch-url")
        .hasMessageContaining("no such address")
        .hasMessageNotContaining(url);
  }

  @ParameterizedTest
  @CsvSource({
    "midwatch.retention-traces, 15d, true",
    "midwatch.retention-logs, 36h, true",
    "midwatch.retention-metrics, 3650d, true",
    "midwatch.retention-rollups, 3651d, false",
    "midwatch.retention-traces, 0d, false",
    "midwatch.retention-traces, 15, false",
    "midwatch.retention-traces, 2w, false",
    "midwatch.durability, os, true",
    "midwatch.durability, none, false",
    "midwatch.disk-limit, 200GB, true",
    "midwatch.disk-limit, none, true",
    "midwatch.disk-limit, 100MB, false",
    "midwatch.disk-reserve, 512MB, true",
    "midwatch.disk-reserve, 0MB, true",
    "midwatch.disk-reserve, none, false",
    "midwatch.disk-keep, 2d, true",
    "midwatch.disk-keep, 5m, false",
    "midwatch.trace-join-window, 90s, true",
    "midwatch.trace-join-window, 60m, true",
    "midwatch.trace-join-window, 61m, false",
    "midwatch.trace-join-window, 5s, false",
    "midwatch.trace-join-memory, 16MB, true",
    "midwatch.trace-join-memory, 4097MB, false",
    "midwatch.trace-join-memory, 1GB, false",
    "midwatch.data-dir, /var/lib/midwatch, true",
    "midwatch.collector.max-compressed-size, 16MB, true",
    "midwatch.collector.max-compressed-size, abc, false",
    "midwatch.collector.max-compressed-size, 129MB, false",
    "midwatch.collector.max-body-size, 64KB, true",
    "midwatch.collector.max-body-size, -1MB, false",
    "midwatch.collector.max-body-size, 0MB, false",
    "midwatch.collector.max-connections, 65536, true",
    "midwatch.collector.max-connections, 0, false",
    "midwatch.collector.idle-timeout, 600s, true",
    "midwatch.collector.idle-timeout, 0s, false",
    "midwatch.collector.idle-timeout, 10, false"
  })
  void checksSizesAgesAndNames(String key, String value, boolean allowed) {
    settings.put(key, value);

    if (allowed) {
      assertThatCode(check::values).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(check::values).hasMessageContaining(key).hasMessageContaining(value);
    }
  }

  @Test
  void neverShowsASecret() {
    settings.put("midwatch.admin-token", "hunter2");

    assertThatThrownBy(check::values)
        .hasMessageContaining("MIDWATCH_ADMIN_TOKEN")
        .hasMessageContaining("too short")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void offLoopbackNeedsBothTokens() {
    settings.put("midwatch.host", "0.0.0.0");
    assertThatThrownBy(check::exposure)
        .hasMessageContaining("MIDWATCH_ADMIN_TOKEN")
        .hasMessageContaining("MIDWATCH_INGEST_TOKEN");

    settings.put("midwatch.admin-token", "a-token-of-16-chars");
    assertThatThrownBy(check::exposure)
        .hasMessageContaining("MIDWATCH_INGEST_TOKEN")
        .hasMessageNotContaining("MIDWATCH_ADMIN_TOKEN");

    settings.put("midwatch.ingest-token", "b-token-of-16-chars");
    assertThatCode(check::exposure).doesNotThrowAnyException();
  }

  @Test
  void busyPortNamesPortAndSetting() throws IOException {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      settings.put("midwatch.otlp-http-port", Integer.toString(busy.getLocalPort()));

      assertThatThrownBy(check::ports)
          .hasMessageContaining("Port " + busy.getLocalPort())
          .hasMessageContaining("midwatch.otlp-http-port (MIDWATCH_OTLP_HTTP_PORT)");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", "no-such-host.invalid"})
  void hostOfAnotherMachineNamesTheHost(String host) {
    settings.put("midwatch.host", host);

    assertThatThrownBy(check::host)
        .isInstanceOf(WrongSettingException.class)
        .hasMessageStartingWith(
            "midwatch.host (MIDWATCH_HOST) is \""
                + host
                + "\", which is no address of this machine");
  }

  @Test
  void onePortForTwoServersIsRefused() {
    settings.put("midwatch.otlp-http-port", "45999");
    settings.put("midwatch.otlp-grpc-port", "45999");

    assertThatThrownBy(check::ports).hasMessageContaining("given twice");
  }

  @Test
  void misspelledNamesStopTheStart() {
    assertThatThrownBy(() -> SettingsCheck.names(List.of("MIDWATCH_INGEST_TOKN"), List.of()))
        .hasMessageContaining("MIDWATCH_INGEST_TOKN is no setting");
    assertThatThrownBy(() -> SettingsCheck.names(List.of(), List.of("midwatch.htpp-port")))
        .hasMessageContaining("midwatch.htpp-port is no setting");
    assertThatThrownBy(() -> SettingsCheck.names(List.of("MIDWATCH_COLLECTOR_MAX_BODY"), List.of()))
        .hasMessageContaining("MIDWATCH_COLLECTOR_MAX_BODY is no setting");
    assertThatThrownBy(() -> SettingsCheck.names(List.of(), List.of("midwatch.collector.max-body")))
        .hasMessageContaining("midwatch.collector.max-body is no setting");
    assertThatCode(() ->
            SettingsCheck.names(
                List.of("MIDWATCH_HTTP_PORT", "MIDWATCH_JAVA_OPTS", "HOME"),
                List.of("midwatch.http-port", "midwatch.collector.max-body-size", "debug")))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"midwatch.retention-log", "midwatch.collector.maxBody", "midwatch.x[0]"})
  void misspelledNamesInFilesStopTheStart(String name) {
    assertThatThrownBy(() -> SettingsCheck.namesInFiles(Map.of(name, "application.yml - 3:5")))
        .hasMessageStartingWith(name + " (application.yml - 3:5) is no setting");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "midwatch.retentionLogs",
        "midwatch.tenant-keys[1]",
        "server.port",
        "midwatches.x"
      })
  void settingsInFilesMayBeSpelledAsSpringReadsThem(String name) {
    assertThatCode(() -> SettingsCheck.namesInFiles(Map.of(name, "application.yml - 3:5")))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MIDWATCH_PROMQL_CORPUS",
        "MIDWATCH_PROMETHEUS_OPENAPI",
        "MIDWATCH_SERVICE_HOST",
        "MIDWATCH_SERVICE_PORT_HTTP",
        "MIDWATCH_PORT",
        "MIDWATCH_PORT_8080_TCP_ADDR"
      })
  void namesThatOthersSetDoNotStopTheStart(String variable) {
    assertThatCode(() -> SettingsCheck.names(List.of(variable), List.of()))
        .doesNotThrowAnyException();
  }
}
