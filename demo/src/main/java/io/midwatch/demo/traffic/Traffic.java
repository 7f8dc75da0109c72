package io.midwatch.demo.traffic;

import io.midwatch.demo.child.Leash;
import io.midwatch.demo.child.ReadyFile;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The traffic generator, an open loop: requests start at random times (a Poisson process) whether
 * or not earlier ones are done, at most 400 at once. It is also the load balancer: round robin over
 * the shops it was told of, and on to the next one when a connection is refused. Obeys {@code route
 * URL...} and {@code rate N} (requests per second).
 */
public final class Traffic {
  private static final int MAX_OPEN = 400;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();
  private final AtomicReference<List<String>> shops = new AtomicReference<>(List.of());
  private final AtomicReference<Double> perSecond;
  private final AtomicLong turn = new AtomicLong();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final Semaphore open = new Semaphore(MAX_OPEN);

  private Traffic(double perSecond) {
    this.perSecond = new AtomicReference<>(perSecond);
  }

  /**
   * Starts with the rate given as the only argument; nothing is sent before the first {@code
   * route}.
   */
  public static void main(String[] args) {
    var traffic = new Traffic(Double.parseDouble(args[0]));
    Leash.hold(traffic::command);
    Thread.ofPlatform().daemon().name("traffic").start(traffic::run);
    Thread.ofPlatform().daemon().name("progress").start(traffic::report);
    ReadyFile.create();
  }

  private void command(String line) {
    List<String> words = List.of(line.split(" "));
    switch (words.getFirst()) {
      case "route" -> shops.set(List.copyOf(words.subList(1, words.size())));
      case "rate" -> perSecond.set(Double.parseDouble(words.get(1)));
      default -> throw new IllegalArgumentException("expected 'route URL...' or 'rate N'");
    }
  }

  private void run() {
    var random = ThreadLocalRandom.current();
    var mix = new RequestMix(random);
    var users = Executors.newVirtualThreadPerTaskExecutor();
    try {
      while (true) {
        double pauseSeconds = -Math.log(1 - random.nextDouble()) / perSecond.get();
        Thread.sleep(Duration.ofNanos((long) (pauseSeconds * 1e9)));
        List<String> targets = shops.get();
        if (!targets.isEmpty() && open.tryAcquire()) {
          Request request = mix.next();
          users.execute(() -> send(request, targets));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(Request request, List<String> targets) {
    try {
      long first = turn.getAndIncrement();
      for (int i = 0; i < targets.size(); i++) {
        String shop = targets.get((int) ((first + i) % targets.size()));
        if (sentTo(shop, request)) {
          return;
        }
      }
      failed.incrementAndGet();
    } finally {
      open.release();
    }
  }

  /** False when the shop can't be connected to and the request may go to another one. */
  private boolean sentTo(String shop, Request request) {
    try {
      int status =
          http.send(toHttp(shop, request), HttpResponse.BodyHandlers.discarding()).statusCode();
      sent.incrementAndGet();
      if (status >= 500) {
        failed.incrementAndGet();
      }
    } catch (ConnectException e) {
      return false;
    } catch (IOException e) {
      failed.incrementAndGet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return true;
  }

  private static HttpRequest toHttp(String shop, Request request) {
    var builder =
        HttpRequest.newBuilder(URI.create(shop + request.path()))
            .timeout(Duration.ofSeconds(10))
            .header("X-Tenant", request.tenant())
            .header("X-User", request.user());
    String contentType = request.contentType();
    return contentType == null
        ? builder.build()
        : builder
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofString(request.body()))
            .build();
  }

  private void report() {
    try {
      while (true) {
        Thread.sleep(Duration.ofSeconds(10));
        System.out.println("answered=" + sent.get() + " failed=" + failed.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
