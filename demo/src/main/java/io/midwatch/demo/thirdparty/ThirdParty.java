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
 * The server of someone else, without any telemetry. Obeys {@code delay MILLIS}: how long it takes
 * to answer, 0 for as long as usual.
 *
 * <pre>
 * card-processor     POST /charges        60–160 ms; 2 % are refused or fail
 * email-provider     POST /messages       30–110 ms
 * customers-servers  POST /order-events   15–75 ms; those of northwind fail one time in 40
 * </pre>
 *
 * <p>Arguments: the {@link Role} by its process's name and the port.
 */
public final class ThirdParty {
  private final AtomicReference<Duration> delay = new AtomicReference<>(Duration.ZERO);

  private ThirdParty() {}

  /** Starts one server on loopback. */
  public static void main(String[] args) throws IOException {
    var party = new ThirdParty();
    int port = Integer.parseInt(args[1]);
    switch (Role.of(args[0])) {
      case CARD_PROCESSOR -> serve(port, "/charges", party::charge);
      case EMAIL_PROVIDER -> serve(port, "/messages", party::mail);
      case CUSTOMERS -> serve(port, "/order-events", party::customer);
    }
    Leash.hold(party::command);
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
    if (words.length != 2 || !words[0].equals("delay")) {
      throw new IllegalArgumentException("expected 'delay MILLIS'");
    }
    delay.set(Duration.ofMillis(Long.parseLong(words[1])));
  }

  private int charge(HttpExchange exchange) throws InterruptedException {
    work(60, 100);
    int dice = random(1000);
    return dice < 15 ? 402 : dice < 20 ? 503 : 201;
  }

  private int mail(HttpExchange exchange) throws InterruptedException {
    work(30, 80);
    return 202;
  }

  /** Most customers' servers answer well; the one of {@code northwind} fails one time in 40. */
  private int customer(HttpExchange exchange) throws InterruptedException {
    work(15, 60);
    String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
    int failPerThousand = host.startsWith("hooks.northwind.") ? 25 : 2;
    return random(1000) < failPerThousand ? 500 : 204;
  }

  private void work(int millis, int more) throws InterruptedException {
    Duration asked = delay.get();
    Thread.sleep(asked.isZero() ? Duration.ofMillis(millis + random(more)) : asked);
  }

  private static int random(int bound) {
    return ThreadLocalRandom.current().nextInt(bound);
  }
}
