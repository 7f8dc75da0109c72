package io.midwatch.server.replay;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A real HTTP server on a free port that keeps what it gets and answers what it is told to. */
final class OtlpReceiver implements AutoCloseable {
  record Received(String path, String authorization, String body) {}

  private record Reply(int status, String retryAfter, String body) {}

  private final HttpServer server;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final Queue<Reply> replies = new ArrayDeque<>();

  OtlpReceiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          String authorization = exchange.getRequestHeaders().getFirst("Authorization");
          received.add(
              new Received(
                  exchange.getRequestURI().getPath(),
                  authorization == null ? "" : authorization,
                  body));
          Reply reply = replies.isEmpty() ? new Reply(200, "", "{}") : replies.remove();
          if (!reply.retryAfter().isEmpty()) {
            exchange.getResponseHeaders().set("Retry-After", reply.retryAfter());
          }
          byte[] answer = reply.body().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(reply.status(), answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  /**
   * The next request that has no answer yet gets this one; without any it is 200 and {@code {}}.
   */
  void answer(int status, String retryAfter, String body) {
    replies.add(new Reply(status, retryAfter, body));
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  List<Received> received() {
    return List.copyOf(received);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
