package io.midwatch.demo.launcher;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.midwatch.demo.faults.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/**
 * The demo's own page on loopback: what runs, a switch for each fault, and the truth so far.
 *
 * <pre>
 * GET  /                      the page
 * GET  /state.json            {"midwatch":"http://…","services":[…],"faults":[…],"truth":[…]}
 * POST /faults/NAME/on        202; the same with /off
 * </pre>
 *
 * Only requests to a local host name are answered, and a POST from another page is refused.
 */
final class ControlPage implements AutoCloseable {
  private static final Map<String, String> FILES =
      Map.of("/", "page.html", "/page.js", "page.js", "/page.css", "page.css");
  private static final Map<String, String> TYPES =
      Map.of(
          "html",
          "text/html; charset=utf-8",
          "js",
          "text/javascript; charset=utf-8",
          "css",
          "text/css; charset=utf-8");

  private final int port;
  private final HttpServer server;
  private final Supplier<Map<String, Object>> state;
  private final FaultRequest faults;
  private final JsonMapper json = new JsonMapper();

  /** Asks for a fault to be switched; false when the demo is not that far yet. */
  interface FaultRequest {
    boolean set(Fault fault, boolean on);
  }

  private record Answer(int status, String type, byte[] body) {
    static Answer text(int status, String text) {
      return new Answer(
          status, "text/plain; charset=utf-8", (text + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  private ControlPage(
      int port, HttpServer server, Supplier<Map<String, Object>> state, FaultRequest faults) {
    this.port = port;
    this.server = server;
    this.state = state;
    this.faults = faults;
  }

  /** Opens the page on the port. */
  static ControlPage open(int port, Supplier<Map<String, Object>> state, FaultRequest faults)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 16);
    var page = new ControlPage(port, server, state, faults);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", page::handle);
    server.start();
    return page;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer = answer(exchange);
      Headers headers = exchange.getResponseHeaders();
      headers.set("Content-Type", answer.type());
      headers.set("Cache-Control", "no-store");
      headers.set("X-Content-Type-Options", "nosniff");
      headers.set(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'");
      exchange.sendResponseHeaders(answer.status(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (!isLocal(exchange.getRequestHeaders())) {
      return Answer.text(403, "Only local requests of this page itself are answered");
    }
    return switch (exchange.getRequestMethod()) {
      case "GET" -> get(path);
      case "POST" -> post(path);
      default -> Answer.text(405, "GET and POST only");
    };
  }

  private boolean isLocal(Headers headers) {
    List<String> hosts = List.of("127.0.0.1:" + port, "localhost:" + port);
    String origin = headers.getFirst("Origin");
    return hosts.contains(String.valueOf(headers.getFirst("Host")))
        && (origin == null || hosts.stream().anyMatch(host -> origin.equals("http://" + host)));
  }

  private Answer get(String path) throws IOException {
    if (path.equals("/state.json")) {
      return new Answer(200, "application/json", json.writeValueAsBytes(state.get()));
    }
    String file = FILES.get(path);
    if (file == null) {
      return Answer.text(404, "Not here");
    }
    try (InputStream in = ControlPage.class.getResourceAsStream("/page/" + file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing in the demo's jar");
      }
      String type =
          TYPES.getOrDefault(file.substring(file.lastIndexOf('.') + 1), "application/octet-stream");
      return new Answer(200, type, in.readAllBytes());
    }
  }

  private Answer post(String path) {
    String[] parts = path.split("/");
    if (parts.length != 4 || !parts[1].equals("faults") || !parts[3].matches("on|off")) {
      return Answer.text(404, "POST /faults/NAME/on or /faults/NAME/off");
    }
    Optional<Fault> fault = Fault.find(parts[2]);
    if (fault.isEmpty()) {
      return Answer.text(404, "No such fault; there are: " + Fault.ids());
    }
    return faults.set(fault.get(), parts[3].equals("on"))
        ? Answer.text(202, fault.get().id() + " is being switched " + parts[3])
        : Answer.text(503, "The demo is still starting");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
