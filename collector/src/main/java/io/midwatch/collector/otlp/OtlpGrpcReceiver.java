package io.midwatch.collector.otlp;

import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.midwatch.collector.ingest.Access;
import io.midwatch.collector.ingest.ByteBudget;
import io.midwatch.collector.ingest.IngestPipeline;
import io.midwatch.collector.ingest.ReceiverLimits;
import io.midwatch.model.Signal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * OTLP over gRPC. Messages stay bytes: no generated class reads them. Calls run on virtual threads.
 * A message is at most a quarter of the budget: it is there twice while it is read, as it came and
 * as a body.
 */
public final class OtlpGrpcReceiver implements AutoCloseable {
  private static final int MAX_METADATA_BYTES = 8 * 1024;
  private static final int MAX_CALLS_PER_CONNECTION = 100;
  private static final int CLOSE_WAIT_SECONDS = 2;

  private final ExecutorService handlers;
  private final Server server;

  /**
   * @param port 0 for any free port
   */
  public OtlpGrpcReceiver(
      InetAddress address,
      int port,
      OtlpIntake intake,
      IngestPipeline pipeline,
      Access access,
      ByteBudget budget,
      ReceiverLimits limits) {
    handlers =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("otlp-grpc-", 0).factory());
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(address, port))
            .executor(handlers)
            .addStreamTracerFactory(ArrivingBytes.factory(budget, handlers))
            .maxInboundMessageSize(
                (int) Math.min(budget.totalBytes() / 4, limits.maxCompressedBytes()))
            .maxInboundMetadataSize(MAX_METADATA_BYTES)
            .maxConcurrentCallsPerConnection(MAX_CALLS_PER_CONNECTION)
            .permitKeepAliveTime(5, TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(true);
    for (Signal signal : Signal.values()) {
      builder.addService(
          service(signal, new GrpcExport(signal, intake, pipeline, access, budget, limits)));
    }
    server = builder.build();
  }

  private static BindableService service(Signal signal, GrpcExport export) {
    String name =
        switch (signal) {
          case TRACES -> "opentelemetry.proto.collector.trace.v1.TraceService";
          case METRICS -> "opentelemetry.proto.collector.metrics.v1.MetricsService";
          case LOGS -> "opentelemetry.proto.collector.logs.v1.LogsService";
        };
    MethodDescriptor<InputStream, byte[]> method =
        MethodDescriptor.<InputStream, byte[]>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(MethodDescriptor.generateFullMethodName(name, "Export"))
            .setRequestMarshaller(new UnreadMessage())
            .setResponseMarshaller(new PlainBytes())
            .build();
    return () -> ServerServiceDefinition.builder(name).addMethod(method, export).build();
  }

  /**
   * Binds the port and answers.
   *
   * @throws IOException when the port is taken
   */
  public void start() throws IOException {
    server.start();
  }

  /** The port bound to. */
  public int port() {
    return server.getPort();
  }

  /** Stops taking calls, lets those in flight end for two seconds, then closes. */
  @Override
  public void close() {
    server.shutdown();
    try {
      server.awaitTermination(CLOSE_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    server.shutdownNow();
    handlers.shutdownNow();
  }

  /** Leaves reading to the handler, which knows the limits and the budget. */
  private static final class UnreadMessage implements MethodDescriptor.Marshaller<InputStream> {
    @Override
    public InputStream stream(InputStream message) {
      return message;
    }

    @Override
    public InputStream parse(InputStream message) {
      return message;
    }
  }

  private static final class PlainBytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] message) {
      return new ByteArrayInputStream(message);
    }

    @Override
    public byte[] parse(InputStream message) {
      try {
        return message.readAllBytes();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }
}
