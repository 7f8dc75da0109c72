package io.midwatch.collector;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.midwatch.model.Signal;
import io.prometheus.client.CollectorRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** A collector on free loopback ports in front of a {@link FakeStore}, and clients for it. */
public final class CollectorFixture implements AutoCloseable {
  public static final Instant NOW = Instant.ofEpochSecond(1_800_000_000L, 42);

  public final FakeStore store = new FakeStore();
  public final CollectorRegistry registry = new CollectorRegistry();
  public final Collector collector;
  private final HttpClient client = HttpClient.newHttpClient();

  public CollectorFixture() {
    this(null, DataSize.ofMegabytes(64), Duration.ofSeconds(10));
  }

  public CollectorFixture(@Nullable String token, DataSize maxSize, Duration idleTimeout) {
    collector =
        new Collector(
            new CollectorProperties(
                0, 0, new CollectorProperties.Bounds(maxSize, maxSize, 64, idleTimeout)),
            new Collector.Listening(
                InetAddress.getLoopbackAddress(), token, Set.of("collector.example")),
            store,
            store,
            registry,
            () -> NOW);
    collector.start();
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + collector.httpPort() + path);
  }

  /** A POST with header names and values in turn. */
  public HttpResponse<byte[]> post(String path, byte[] body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  public HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  public ManagedChannel channel() {
    return channel(collector.grpcPort());
  }

  static ManagedChannel channel(int port) {
    return NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
  }

  /** Calls Export with raw bytes; {@code authorization} may be null. */
  public byte[] export(
      Signal signal, byte[] body, @Nullable String compressor, @Nullable String authorization)
      throws InterruptedException {
    return export(channel(), signal, body, compressor, authorization);
  }

  /** The same on a channel, which is closed afterwards. */
  static byte[] export(
      ManagedChannel channel,
      Signal signal,
      byte[] body,
      @Nullable String compressor,
      @Nullable String authorization)
      throws InterruptedException {
    try {
      CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS);
      Metadata headers = new Metadata();
      if (authorization != null) {
        headers.put(
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), authorization);
      }
      return ClientCalls.blockingUnaryCall(
          io.grpc.ClientInterceptors.intercept(
              channel, MetadataUtils.newAttachHeadersInterceptor(headers)),
          method(signal),
          compressor == null ? options : options.withCompression(compressor),
          body);
    } finally {
      channel.shutdownNow();
      channel.awaitTermination(5, TimeUnit.SECONDS);
    }
  }

  private static MethodDescriptor<byte[], byte[]> method(Signal signal) {
    String service =
        switch (signal) {
          case TRACES -> "opentelemetry.proto.collector.trace.v1.TraceService";
          case METRICS -> "opentelemetry.proto.collector.metrics.v1.MetricsService";
          case LOGS -> "opentelemetry.proto.collector.logs.v1.LogsService";
        };
    return MethodDescriptor.<byte[], byte[]>newBuilder()
        .setType(MethodDescriptor.MethodType.UNARY)
        .setFullMethodName(service + "/Export")
        .setRequestMarshaller(new Raw())
        .setResponseMarshaller(new Raw())
        .build();
  }

  @Override
  public void close() {
    client.close();
    collector.close();
  }

  private static final class Raw implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
