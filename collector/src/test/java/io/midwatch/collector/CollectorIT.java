package io.midwatch.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.midwatch.collector.otlp.OtlpSamples;
import io.midwatch.model.Signal;
import io.prometheus.client.CollectorRegistry;
import java.net.InetAddress;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CollectorIT {
  private static final String[] PROTOBUF = {"Content-Type", "application/x-protobuf"};

  @Test
  void takesAllSignalsOverHttpAndGrpc() throws Exception {
    try (CollectorFixture fixture = new CollectorFixture()) {
      byte[] traces = OtlpSamples.traces().toByteArray();
      assertThat(fixture.post("/v1/traces", traces, PROTOBUF).statusCode()).isEqualTo(200);
      byte[] logs = OtlpSamples.logs().toByteArray();
      assertThat(fixture.post("/v1/logs", logs, PROTOBUF).body()).isEmpty();
      assertThat(fixture.export(Signal.METRICS, OtlpSamples.metrics().toByteArray(), "gzip", null))
          .isEmpty();
      assertThat(fixture.store.decoded(Signal.TRACES))
          .filteredOn(l -> l.startsWith("span "))
          .hasSize(4);
      assertThat(fixture.store.decoded(Signal.LOGS))
          .filteredOn(l -> l.startsWith("log "))
          .hasSize(3);
      assertThat(fixture.store.decoded(Signal.METRICS))
          .filteredOn(l -> l.startsWith("point "))
          .hasSize(8);
      assertThat(fixture.store.ledger())
          .containsExactly(
              "traces accepted=4 duplicates=0 rejected={}",
              "logs accepted=3 duplicates=0 rejected={}",
              "metrics accepted=8 duplicates=0 rejected={}");
    }
  }

  @Test
  void saysWhichPortIsTakenAndWhichSettingMovesIt() throws Exception {
    try (CollectorFixture first = new CollectorFixture()) {
      assertBusy(first.collector.httpPort(), 0, "midwatch.otlp-http-port");
      assertBusy(0, first.collector.grpcPort(), "midwatch.otlp-grpc-port");
    }
  }

  private static void assertBusy(int httpPort, int grpcPort, String setting) throws Exception {
    FakeStore store = new FakeStore();
    CollectorProperties.Bounds bounds =
        new CollectorProperties.Bounds(
            org.springframework.util.unit.DataSize.ofMegabytes(1),
            org.springframework.util.unit.DataSize.ofMegabytes(1),
            8,
            java.time.Duration.ofSeconds(1));
    try (Collector second =
        new Collector(
            new CollectorProperties(httpPort, grpcPort, bounds),
            new Collector.Listening(InetAddress.getLoopbackAddress(), null, Set.of()),
            store,
            store,
            new CollectorRegistry(),
            () -> CollectorFixture.NOW)) {
      assertThatThrownBy(second::start)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("port " + Math.max(httpPort, grpcPort))
          .hasMessageContaining(setting)
          .hasMessageContaining(setting.toUpperCase(java.util.Locale.ROOT).replaceAll("[.-]", "_"));
    }
  }

  @Test
  void refusesToListenOffLoopbackWithoutAToken() throws Exception {
    InetAddress everywhere = InetAddress.getByName("0.0.0.0");
    assertThatThrownBy(() -> new Collector.Listening(everywhere, null, Set.of()))
        .hasMessageContaining("MIDWATCH_INGEST_TOKEN");
    assertThat(new Collector.Listening(everywhere, "secret", Set.of()).toString())
        .doesNotContain("secret");
  }
}
