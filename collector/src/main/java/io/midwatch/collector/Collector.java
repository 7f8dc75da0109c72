package io.midwatch.collector;

import io.midwatch.collector.http.OtlpHttpReceiver;
import io.midwatch.collector.ingest.Access;
import io.midwatch.collector.ingest.ByteBudget;
import io.midwatch.collector.ingest.IngestMetrics;
import io.midwatch.collector.ingest.IngestPipeline;
import io.midwatch.collector.ingest.ReceiverLimits;
import io.midwatch.collector.otlp.OtlpGrpcReceiver;
import io.midwatch.collector.otlp.OtlpIntake;
import io.midwatch.storage.contract.control.IngestLedger;
import io.midwatch.storage.contract.write.TelemetryWriter;
import io.prometheus.client.CollectorRegistry;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The way in for telemetry: OTLP over HTTP and gRPC on two ports, each accepted item handed to the
 * writer before it is acknowledged. Nothing is bound until {@link #start}.
 */
public final class Collector implements AutoCloseable {
  private static final long MOST_BUDGET_BYTES = 256L * 1024 * 1024;

  private final CollectorProperties properties;
  private final OtlpHttpReceiver http;
  private final OtlpGrpcReceiver grpc;

  /**
   * Where the receivers listen and whom they answer.
   *
   * @param ingestToken what senders must show, null for none
   * @param hostNames names answered on a loopback address besides the local ones
   */
  public record Listening(
      InetAddress address, @Nullable String ingestToken, Set<String> hostNames) {
    public Listening {
      hostNames = Set.copyOf(hostNames);
      if (ingestToken == null && !address.isLoopbackAddress()) {
        throw new IllegalArgumentException(
            "off loopback the collector needs an ingest token: set MIDWATCH_INGEST_TOKEN");
      }
    }

    @Override
    public String toString() {
      return "Listening[address=" + address + ", ingestToken=***, hostNames=" + hostNames + "]";
    }
  }

  public Collector(
      CollectorProperties properties,
      Listening listening,
      TelemetryWriter writer,
      IngestLedger ledger,
      CollectorRegistry registry,
      InstantSource time) {
    this.properties = properties;
    ByteBudget budget =
        new ByteBudget(Math.min(MOST_BUDGET_BYTES, Runtime.getRuntime().maxMemory() / 4));
    ReceiverLimits limits = limits(properties.collector(), budget);
    Access access = new Access(listening.address(), listening.ingestToken(), listening.hostNames());
    IngestPipeline pipeline = new IngestPipeline(writer, ledger, new IngestMetrics(registry), time);
    OtlpIntake intake = new OtlpIntake(pipeline);
    http =
        new OtlpHttpReceiver(
            listening.address(),
            properties.otlpHttpPort(),
            intake,
            pipeline,
            access,
            budget,
            limits);
    grpc =
        new OtlpGrpcReceiver(
            listening.address(),
            properties.otlpGrpcPort(),
            intake,
            pipeline,
            access,
            budget,
            limits);
  }

  /** A single body must fit the budget twice, or it could never be read. */
  private static ReceiverLimits limits(CollectorProperties.Bounds bounds, ByteBudget budget) {
    long most = budget.totalBytes() / 2;
    return new ReceiverLimits(
        (int) Math.min(most, bounds.maxCompressedSize().toBytes()),
        (int) Math.min(most, bounds.maxBodySize().toBytes()),
        bounds.maxConnections(),
        bounds.idleTimeout());
  }

  /**
   * Binds both ports.
   *
   * @throws IllegalStateException naming port and setting when one of them is taken
   */
  public void start() {
    bind(http::start, properties.otlpHttpPort(), "midwatch.otlp-http-port");
    try {
      bind(grpc::start, properties.otlpGrpcPort(), "midwatch.otlp-grpc-port");
    } catch (IllegalStateException e) {
      http.close();
      throw e;
    }
  }

  /** The port OTLP/HTTP is bound to. */
  public int httpPort() {
    return http.port();
  }

  /** The port OTLP/gRPC is bound to. */
  public int grpcPort() {
    return grpc.port();
  }

  /** Lets requests in flight end for two seconds, then closes both ports. */
  @Override
  public void close() {
    http.close();
    grpc.close();
  }

  private static void bind(Start receiver, int port, String setting) {
    try {
      receiver.start();
    } catch (Exception e) {
      throw new IllegalStateException(
          "port "
              + port
              + " cannot be bound ("
              + e.getMessage()
              + "): stop what uses it, or set "
              + setting
              + " (environment "
              + setting.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_")
              + ") to a free port",
          e);
    }
  }

  /** Binds one port. */
  private interface Start {
    void start() throws Exception;
  }
}
