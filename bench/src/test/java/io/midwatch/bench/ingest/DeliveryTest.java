package io.midwatch.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.midwatch.bench.workload.Compression;
import io.midwatch.bench.workload.Period;
import io.midwatch.bench.workload.RequestFile;
import io.midwatch.bench.workload.WorkloadOptions;
import io.midwatch.model.Signal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryTest {
  private static final int SPANS = 5_000;

  @TempDir Path folder;

  private final List<Integer> received = new CopyOnWriteArrayList<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private HttpServer server = newServer();
  private int status = 200;

  private static HttpServer newServer() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void start() {
    server.setExecutor(threads);
    server.createContext("/v1/traces", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void sendsEveryRequestOnce() throws Exception {
    try (RequestFile requests = requests()) {
      Delivery.Outcome outcome = new Delivery(load(), requests, 0, requests.count()).run();

      assertThat(outcome.items()).isEqualTo(SPANS);
      assertThat(outcome.requests()).isEqualTo(requests.count());
      assertThat(received.stream().mapToInt(Integer::intValue).sum()).isEqualTo(requests.bytes());
      assertThat(outcome.acknowledgedNanos().count()).isEqualTo(requests.count());
    }
  }

  @Test
  void sendsOnlyItsPart() throws Exception {
    try (RequestFile requests = requests()) {
      Delivery.Outcome outcome = new Delivery(load(), requests, 2, 5).run();

      assertThat(outcome.items()).isEqualTo(3 * 512);
      assertThat(received).hasSize(3);
    }
  }

  @Test
  void repeatsWhatIsRefused() throws Exception {
    refusals.set(2);
    try (RequestFile requests = requests()) {
      Delivery.Outcome outcome = new Delivery(load(), requests, 0, requests.count()).run();

      assertThat(outcome.refusals()).isEqualTo(2);
      assertThat(outcome.items()).isEqualTo(SPANS);
    }
  }

  @Test
  void endsWhenARequestIsWrong() throws Exception {
    status = 400;
    try (RequestFile requests = requests()) {
      Delivery delivery = new Delivery(load(), requests, 0, requests.count());

      assertThatIOException().isThrownBy(delivery::run).havingCause().withMessageContaining("400");
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    int bytes = exchange.getRequestBody().readAllBytes().length;
    if (refusals.getAndDecrement() > 0) {
      exchange.sendResponseHeaders(503, -1);
    } else {
      received.add(bytes);
      exchange.sendResponseHeaders(status, -1);
    }
    exchange.close();
  }

  private Load load() {
    URI target = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new Load(target, Signal.TRACES, Compression.ZSTD, 3, 0);
  }

  private RequestFile requests() throws IOException {
    Period hour = new Period(1_763_769_600_000_000_000L, 1_763_773_200_000_000_000L);
    return new WorkloadOptions(Signal.TRACES, SPANS, 1, hour, Compression.ZSTD, folder).requests();
  }
}
