package io.midwatch.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.midwatch.collector.ingest.Access;
import io.midwatch.collector.ingest.ByteBudget;
import io.midwatch.collector.ingest.IngestMetrics;
import io.midwatch.collector.ingest.IngestPipeline;
import io.midwatch.collector.ingest.ReceiverLimits;
import io.midwatch.collector.otlp.OtlpGrpcReceiver;
import io.midwatch.collector.otlp.OtlpIntake;
import io.midwatch.collector.otlp.OtlpSamples;
import io.midwatch.model.Signal;
import io.midwatch.storage.contract.StoreOverloadedException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.Span;
import io.prometheus.client.CollectorRegistry;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.util.unit.DataSize;

@Timeout(60)
class OtlpGrpcIT {
  private static final Metadata.Key<byte[]> DETAILS =
      Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);

  @ParameterizedTest
  @EnumSource(Signal.class)
  void takesEverySignalPlainAndGzipped(Signal signal) throws Exception {
    byte[] body =
        switch (signal) {
          case TRACES -> OtlpSamples.traces().toByteArray();
          case METRICS -> OtlpSamples.metrics().toByteArray();
          case LOGS -> OtlpSamples.logs().toByteArray();
        };
    try (CollectorFixture fixture = new CollectorFixture()) {
      assertThat(fixture.export(signal, body, null, null)).isEmpty();
      assertThat(fixture.export(signal, body, "gzip", null)).isEmpty();
      assertThat(fixture.export(signal, new byte[0], null, null)).isEmpty();
      assertThat(fixture.store.batches()).hasSize(1);
      assertThat(fixture.store.batches().getFirst().body()).isEqualTo(body);
      assertThat(fixture.store.batches().getFirst().signal()).isEqualTo(signal);
      assertThat(
              fixture.registry.getSampleValue(
                  "midwatch_otlp_requests_total",
                  new String[] {"signal", "transport", "encoding", "outcome"},
                  new String[] {signal.label(), "grpc", "protobuf", "duplicate"}))
          .isEqualTo(1);
    }
  }

  @Test
  void namesRefusedSpans() throws Exception {
    ExportTraceServiceRequest.Builder request = OtlpSamples.traces().toBuilder();
    request.getResourceSpansBuilder(0).getScopeSpansBuilder(0).addSpans(0, Span.newBuilder());
    try (CollectorFixture fixture = new CollectorFixture()) {
      byte[] answer = fixture.export(Signal.TRACES, request.build().toByteArray(), null, null);
      assertThat(
              ExportTraceServiceResponse.parseFrom(answer).getPartialSuccess().getRejectedSpans())
          .isEqualTo(1);
      assertThat(fixture.store.decoded(Signal.TRACES))
          .filteredOn(line -> line.startsWith("span "))
          .hasSize(4);
    }
  }

  @Test
  void refusesWhatItCannotRead() throws Exception {
    try (CollectorFixture fixture = new CollectorFixture()) {
      StatusRuntimeException refused = refused(fixture, Signal.TRACES, new byte[] {10, 5, 1}, null);
      assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
      assertThat(refused.getStatus().getDescription()).contains("length 5 at byte 1");
      assertThat(details(refused)).contains("google.rpc.BadRequest");
      assertThat(fixture.store.ledger()).containsExactly("traces refused=undecodable bytes=3");
    }
  }

  @Test
  void tellsTheSenderToRetryWhenTheStoreIsFull() throws Exception {
    try (CollectorFixture fixture = new CollectorFixture()) {
      fixture.store.failWith(new StoreOverloadedException("full", Duration.ofSeconds(3)));
      StatusRuntimeException refused =
          refused(fixture, Signal.LOGS, OtlpSamples.logs().toByteArray(), null);
      assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(details(refused)).contains("google.rpc.RetryInfo");
      fixture.store.failWith(new IllegalStateException("a bug"));
      assertThat(
              refused(fixture, Signal.LOGS, OtlpSamples.logs().toByteArray(), null)
                  .getStatus()
                  .getCode())
          .isEqualTo(Status.Code.UNAVAILABLE);
    }
  }

  @Test
  void boundsMessagesBeforeAndAfterInflating() throws Exception {
    try (CollectorFixture small =
        new CollectorFixture(null, DataSize.ofKilobytes(64), Duration.ofSeconds(10))) {
      byte[] large = new byte[64 * 1024 + 1];
      for (@Nullable String compressor : new @Nullable String[] {null, "gzip"}) {
        StatusRuntimeException refused =
            catchThrowableOfType(
                StatusRuntimeException.class,
                () -> small.export(Signal.TRACES, large, compressor, null));
        assertThat(refused.getStatus().getCode())
            .as("compressor %s: %s", compressor, refused.getStatus())
            .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(details(refused)).doesNotContain("RetryInfo");
      }
      assertThat(small.export(Signal.TRACES, new byte[0], null, null)).isEmpty();
    }
  }

  /** Without a budget for what arrives, each of many calls could fill its message unseen. */
  @Test
  void holdsEveryByteInTheBudgetAndGivesItBack() throws Exception {
    ByteBudget budget = new ByteBudget(2 * 1_024 * 1_024);
    FakeStore store = new FakeStore();
    IngestPipeline pipeline =
        new IngestPipeline(
            store, store, new IngestMetrics(new CollectorRegistry()), () -> CollectorFixture.NOW);
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (OtlpGrpcReceiver receiver =
        new OtlpGrpcReceiver(
            loopback,
            0,
            new OtlpIntake(pipeline),
            pipeline,
            new Access(loopback, null, Set.of()),
            budget,
            new ReceiverLimits(64 << 20, 64 << 20, 64, Duration.ofSeconds(10)))) {
      receiver.start();
      byte[] unreadable = new byte[400 * 1_024];
      for (int call = 0; call < 10; call++) {
        assertThat(answer(receiver, unreadable)).isEqualTo(Status.Code.INVALID_ARGUMENT);
      }
      assertThat(budgetWhenIdle(budget)).isEqualTo(budget.totalBytes());
      try (ByteBudget.Lease others = budget.take(1_700 * 1_024)) {
        assertThat(answer(receiver, unreadable)).isEqualTo(Status.Code.UNAVAILABLE);
        others.growBy(0);
      }
      assertThat(budgetWhenIdle(budget)).isEqualTo(budget.totalBytes());
      assertThat(answer(receiver, unreadable)).isEqualTo(Status.Code.INVALID_ARGUMENT);
      assertThat(answer(receiver, new byte[600 * 1_024]))
          .as("more than a quarter of the budget")
          .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
      assertThat(budgetWhenIdle(budget)).isEqualTo(budget.totalBytes());
    }
  }

  private static Status.Code answer(OtlpGrpcReceiver receiver, byte[] body) {
    return catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                CollectorFixture.export(
                    CollectorFixture.channel(receiver.port()), Signal.TRACES, body, null, null))
        .getStatus()
        .getCode();
  }

  /** A call gives its bytes back a moment after its answer. */
  private static long budgetWhenIdle(ByteBudget budget) throws InterruptedException {
    for (int tries = 0; tries < 100 && budget.freeBytes() < budget.totalBytes(); tries++) {
      Thread.sleep(20);
    }
    return budget.freeBytes();
  }

  @Test
  void needsTheToken() throws Exception {
    try (CollectorFixture guarded =
        new CollectorFixture("s3cret", DataSize.ofMegabytes(1), Duration.ofSeconds(10))) {
      for (@Nullable String given : new @Nullable String[] {null, "Bearer wrong", "s3cret"}) {
        assertThat(refused(guarded, Signal.TRACES, new byte[0], given).getStatus().getCode())
            .isEqualTo(Status.Code.UNAUTHENTICATED);
      }
      byte[] body = OtlpSamples.traces().toByteArray();
      assertThat(guarded.export(Signal.TRACES, body, null, "Bearer s3cret")).isEmpty();
      assertThat(guarded.store.batches().getFirst().source()).isEqualTo("ingest");
    }
  }

  private static StatusRuntimeException refused(
      CollectorFixture fixture, Signal signal, byte[] body, @Nullable String authorization) {
    return catchThrowableOfType(
        StatusRuntimeException.class, () -> fixture.export(signal, body, null, authorization));
  }

  private static String details(StatusRuntimeException refused) {
    Metadata trailers = refused.getTrailers();
    byte[] details = trailers == null ? null : trailers.get(DETAILS);
    return details == null ? "" : new String(details, StandardCharsets.ISO_8859_1);
  }
}
