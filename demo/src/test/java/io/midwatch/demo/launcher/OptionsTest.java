package io.midwatch.demo.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.midwatch.demo.faults.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
  @Test
  void defaults() {
    Options options = parse("--no-server");
    assertThat(options.ports()).isEqualTo(new Ports(8080, 4317, 4318, 8090, 8100));
    assertThat(options.schedule()).isTrue();
    assertThat(options.duration()).isNull();
    assertThat(options.faults()).isEmpty();
    assertThat(options.findServerJar()).isEmpty();
    assertThat(options.requestsPerSecond()).isEqualTo(20);
  }

  @Test
  void readsEveryOption() {
    Options options =
        parse(
            "--server-jar=s.jar",
            "--fault=bad-release",
            "--fault=pool-too-small",
            "--duration=90s",
            "--rate=7.5",
            "--http-port=1",
            "--otlp-grpc-port=2",
            "--otlp-http-port=3",
            "--page-port=4",
            "--base-port=5",
            "--data-dir=d");
    assertThat(options.ports()).isEqualTo(new Ports(1, 2, 3, 4, 5));
    assertThat(options.faults()).containsExactly(Fault.BAD_RELEASE, Fault.POOL_TOO_SMALL);
    assertThat(options.schedule()).as("--fault ends the schedule").isFalse();
    assertThat(options.duration()).isEqualTo(Duration.ofSeconds(90));
    assertThat(options.requestsPerSecond()).isEqualTo(7.5);
    assertThat(options.findServerJar()).get().hasToString("s.jar");
    assertThat(options.dataDir()).hasToString("d");
  }

  @Test
  void portsComeFromTheEnvironmentUnlessGiven() {
    Map<String, String> environment =
        Map.of("MIDWATCH_HTTP_PORT", "18080", "MIDWATCH_OTLP_GRPC_PORT", "14317");
    Options options = Options.parse(List.of("--no-server", "--http-port=9"), environment);
    assertThat(options.ports().http()).isEqualTo(9);
    assertThat(options.ports().otlpGrpc()).isEqualTo(14317);
  }

  @Test
  void anEmptyVariableStandsForTheDefault() {
    Map<String, String> environment = Map.of("MIDWATCH_HTTP_PORT", "");
    assertThat(Options.parse(List.of("--no-server"), environment).ports().http()).isEqualTo(8080);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --fault=flood      | bad-release, third-party-slow, consumer-stalled, pool-too-small
          --http-port=70000  | --http-port is a port from 1 to 65535
          --http-port=x      | --http-port is a port from 1 to 65535
          --duration=soon    | --duration is a time such as 90s
          --rate=0           | --rate is above 0 and at most 500
          --base-port=65500  | --base-port is at most 65474
          --verbose          | Unknown option --verbose
          """)
  void namesTheOptionAndWhatItTakes(String option, String message) {
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> parse("--no-server", option))
        .withMessageContaining(message);
  }

  @Test
  void wantsToKnowWhichServer() {
    assertThatExceptionOfType(UsageException.class).isThrownBy(() -> parse());
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> parse("--no-server", "--server-jar=a"));
  }

  @Test
  void busyPortSaysWhichPortAndWhichOption() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThatExceptionOfType(UsageException.class)
          .isThrownBy(() -> new Ports(8080, port, 4318, 8090, 8100).requireFree(true))
          .withMessageMatching("Port \\d+ for .+ is in use; choose another with --.+");
      assertThatExceptionOfType(UsageException.class)
          .isThrownBy(() -> new Ports(1, 2, 3, port, 1000).requireFree(false))
          .withMessage(
              "Port "
                  + port
                  + " for the demo's own page is in use; choose another with --page-port");
    }
  }

  private static Options parse(String... arguments) {
    return Options.parse(List.of(arguments), Map.of());
  }
}
