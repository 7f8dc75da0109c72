package io.midwatch.demo.thirdparty;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.midwatch.demo.child.Leash;
import io.midwatch.demo.child.ReadyFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The servers of others, each on its own port, without any telemetry. Obeys {@code cards delay
 * MILLIS}: how long the card processor takes, 0 for its usual 60 to 160 ms.
 *
 * <p>Arguments: the ports of card processor, e-mail provider and customers' servers.
 */
public final class ThirdParties {
  private final AtomicReference<Duration> cardDelay = new AtomicReference<>(Duration.ZERO);

  private ThirdParties() {}

  /** Starts all three servers on loopback. */
  public static void main(String[] args) throws IOException {
    var parties = new ThirdParties();
    serve(Integer.parseInt(args[0]), "/charges", parties::charge);
    serve(Integer.parseInt(args[1]), "/messages", ThirdParties::mail);
    serve(Integer.parseInt(args[2]), "/order-events", ThirdParties::customer);
    Leash.hold(parties::command);
    ReadyFile.create();
  }

  private interface Answer {
    int statusFor(HttpExchange exchange) throws InterruptedException;
  }

  private static void serve(int port, String path, Answer answer) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 128);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(path, exchange -> answer(exchange, answer));
    server.start();
  }

  private static void answer(HttpExchange exchange, Answer answer) throws IOException {
    try (exchange;
        InputStream body = exchange.getRequestBody()) {
      body.transferTo(OutputStream.nullOutputStream());
      exchange.sendResponseHeaders(answer.statusFor(exchange), -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void command(String line) {
    String[] words = line.split(" ");
    if (words.length != 3 || !words[0].equals("cards") || !words[1].equals("delay")) {
      throw new IllegalArgumentException("expected 'cards delay MILLIS'");
    }
    cardDelay.set(Duration.ofMillis(Long.parseLong(words[2])));
  }

  private int charge(HttpExchange exchange) throws InterruptedException {
    Duration delay = cardDelay.get();
    Thread.sleep(delay.isZero() ? Duration.ofMillis(60 + random(100)) : delay);
    int dice = random(1000);
    return dice < 15 ? 402 : dice < 20 ? 503 : 201;
  }

  private static int mail(HttpExchange exchange) throws InterruptedException {
    Thread.sleep(Duration.ofMillis(30 + random(80)));
    return 202;
  }

  /** Most customers' servers answer well; the one of {@code northwind} fails one time in four. */
  private static int customer(HttpExchange exchange) throws InterruptedException {
    Thread.sleep(Duration.ofMillis(15 + random(60)));
    String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
    int failPerThousand = host.startsWith("hooks.northwind.") ? 250 : 5;
    return random(1000) < failPerThousand ? 500 : 204;
  }

  private static int random(int bound) {
    return ThreadLocalRandom.current().nextInt(bound);
  }
}
