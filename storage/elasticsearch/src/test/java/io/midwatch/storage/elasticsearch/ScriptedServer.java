package io.midwatch.storage.elasticsearch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server that speaks as much of Elasticsearch's HTTP as writing needs, keeps documents by id, and
 * answers bulk requests as a script says. It is for answers a well server cannot be made to give;
 * what a well server does is tested on a real one. Thread-safe.
 */
final class ScriptedServer implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String SHARDS = "\"_shards\":{\"total\":1,\"successful\":1,\"failed\":0}";

  private final HttpServer http;
  private final Map<String, Map<String, JsonNode>> indices = new TreeMap<>();
  private final Map<String, Integer> templates = new TreeMap<>();
  private final List<String> aliases = new ArrayList<>();
  private final List<Request> requests = new ArrayList<>();
  private final CountDownLatch never = new CountDownLatch(1);
  private volatile Script script = _ -> new Answer.Take();

  /** A document in a bulk request. */
  record Entry(String index, String id, JsonNode source, boolean replace) {}

  /** A bulk request. */
  record Request(List<Entry> entries, int bytes) {}

  /** What is answered to a bulk request. */
  interface Script {
    Answer answer(Request request) throws IOException;
  }

  sealed interface Answer {
    /** All documents are taken. */
    record Take() implements Answer {}

    /** The whole request is refused, with a body as Elasticsearch writes it. */
    record Refuse(int status, String type) implements Answer {}

    /** Something between the two answers, a proxy. */
    record Proxy(int status) implements Answer {}

    /** Nothing is answered for so long that no one waits for it. */
    record Never() implements Answer {}

    /** The connection ends without an answer. */
    record Drop(boolean taken) implements Answer {}

    /** Documents a reason is given for are refused, others taken. */
    record Some(int status, Function<Entry, @Nullable String> reason) implements Answer {}
  }

  ScriptedServer() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/", this::handle);
    http.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  void answers(Script next) {
    script = next;
  }

  /** Forgets everything, as a server on a new disk. */
  synchronized void wipe() {
    indices.clear();
    templates.clear();
    aliases.clear();
  }

  /** Documents of all indices whose name starts so. */
  synchronized List<JsonNode> documents(String start) {
    return indices.entrySet().stream()
        .filter(index -> index.getKey().startsWith(start))
        .flatMap(index -> index.getValue().values().stream())
        .toList();
  }

  synchronized List<String> templates() {
    return List.copyOf(templates.keySet());
  }

  synchronized List<Request> requests() {
    return List.copyOf(requests);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/_bulk")) {
      bulk(exchange, body);
    } else {
      other(exchange, path, body);
    }
  }

  private synchronized void other(HttpExchange exchange, String path, String body)
      throws IOException {
    String[] parts = path.substring(1).split("/", -1);
    boolean put = exchange.getRequestMethod().equals("PUT");
    if (path.startsWith("/_nodes")) {
      reply(exchange, 200, "{\"nodes\":{\"n\":{\"version\":\"9.5.3\"}}}");
    } else if (parts[0].equals("_index_template")) {
      if (put) {
        templates.put(parts[1], JSON.readTree(body).path("version").asInt());
        reply(exchange, 200, "{\"acknowledged\":true}");
      } else {
        List<Object> known = new ArrayList<>();
        templates.forEach((name, version) ->
            known.add(
                Map.of(
                    "name",
                    name,
                    "index_template",
                    Map.of(
                        "index_patterns",
                        List.of(),
                        "composed_of",
                        List.of(),
                        "version",
                        version))));
        reply(exchange, 200, JSON.writeValueAsString(Map.of("index_templates", known)));
      }
    } else if (path.endsWith("/_mapping")) {
      reply(exchange, 200, "{\"acknowledged\":true}");
    } else if (parts.length == 3 && parts[1].equals("_alias")) {
      aliases.add(parts[2]);
      reply(exchange, 200, "{\"acknowledged\":true}");
    } else if (path.equals("/_mget")) {
      reply(exchange, 200, stored(JSON.readTree(body)));
    } else if (path.endsWith("/_refresh")) {
      reply(exchange, 200, "{" + SHARDS + "}");
    } else if (path.endsWith("/_search")) {
      reply(exchange, 200, found(parts[0], JSON.readTree(body).path("query")));
    } else if (put && parts.length == 1) {
      indices.computeIfAbsent(parts[0], _ -> new LinkedHashMap<>());
      reply(
          exchange,
          200,
          "{\"acknowledged\":true,\"shards_acknowledged\":true,\"index\":\"" + parts[0] + "\"}");
    } else {
      reply(exchange, 405, error(405, "not_here: " + exchange.getRequestMethod() + " " + path));
    }
  }

  /** All on one page, in no order. */
  private String found(String pattern, JsonNode query) {
    List<Object> hits = new ArrayList<>();
    indices.forEach((index, documents) -> {
      if (index.startsWith(pattern.replace("*", ""))) {
        documents.forEach((id, document) -> {
          if (matches(query, document)) {
            hits.add(Map.of("_index", index, "_id", id, "_source", document));
          }
        });
      }
    });
    return "{\"took\":1,\"timed_out\":false,%s,\"hits\":{\"hits\":%s}}"
        .formatted(SHARDS, JSON.writeValueAsString(hits));
  }

  /** Understands terms that must all be there; anything else is taken to match. */
  private static boolean matches(JsonNode query, JsonNode document) {
    for (JsonNode each : query.path("bool").path("filter")) {
      if (!matches(each, document)) {
        return false;
      }
    }
    for (Map.Entry<String, JsonNode> term : query.path("term").properties()) {
      String value = document.path(term.getKey()).asString();
      if (!value.equals(term.getValue().path("value").asString())) {
        return false;
      }
    }
    return true;
  }

  private String stored(JsonNode wanted) {
    List<Object> found = new ArrayList<>();
    for (JsonNode each : wanted.path("docs")) {
      String index = each.path("_index").asString();
      String id = each.path("_id").asString();
      JsonNode document = indices.getOrDefault(index, Map.of()).get(id);
      found.add(
          document == null
              ? Map.of("_index", index, "_id", id, "found", false)
              : Map.of("_index", index, "_id", id, "found", true, "_source", document));
    }
    return JSON.writeValueAsString(Map.of("docs", found));
  }

  private void bulk(HttpExchange exchange, String body) throws IOException {
    Request request = request(body);
    synchronized (this) {
      requests.add(request);
    }
    switch (script.answer(request)) {
      case Answer.Take _ -> reply(exchange, 200, take(request, 200, _ -> null));
      case Answer.Some(int status, var reason) ->
          reply(exchange, 200, take(request, status, reason));
      case Answer.Refuse(int status, String type) -> reply(exchange, status, error(status, type));
      case Answer.Proxy(int status) -> {
        exchange.getResponseHeaders().set("Content-Type", "text/html");
        send(exchange, status, "<html>not here</html>");
      }
      case Answer.Never _ -> {
        try {
          never.await();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
      case Answer.Drop(boolean taken) -> {
        if (taken) {
          take(request, 200, _ -> null);
        }
        throw new IOException("the connection is dropped");
      }
    }
  }

  private static Request request(String body) {
    List<Entry> entries = new ArrayList<>();
    String[] lines = body.split("\n", -1);
    for (int i = 0; i + 1 < lines.length; i += 2) {
      JsonNode action = JSON.readTree(lines[i]);
      boolean replace = action.has("index");
      JsonNode meta = action.path(replace ? "index" : "create");
      entries.add(
          new Entry(
              meta.path("_index").asString(),
              meta.path("_id").asString(),
              JSON.readTree(lines[i + 1]),
              replace));
    }
    return new Request(entries, body.length());
  }

  private synchronized String take(
      Request request, int refusal, Function<Entry, @Nullable String> reason) {
    List<Object> items = new ArrayList<>();
    for (Entry entry : request.entries()) {
      String refused = reason.apply(entry);
      String index = entry.index().replaceFirst("-write$", "");
      int status;
      if (refused != null) {
        status = refusal;
      } else if (!aliases.contains(entry.index()) || !indices.containsKey(index)) {
        refused = "index_not_found_exception";
        status = 404;
      } else if (!entry.replace() && indices.get(index).containsKey(entry.id())) {
        refused = "version_conflict_engine_exception";
        status = 409;
      } else {
        indices.get(index).put(entry.id(), entry.source());
        status = 201;
      }
      Map<String, Object> item = new LinkedHashMap<>();
      item.put("_index", index);
      item.put("_id", entry.id());
      item.put("status", status);
      if (refused != null) {
        item.put("error", Map.of("type", refused, "reason", "as the script says"));
      }
      items.add(Map.of(entry.replace() ? "index" : "create", item));
    }
    return JSON.writeValueAsString(Map.of("took", 1, "errors", true, "items", items));
  }

  private static String error(int status, String type) {
    return "{\"error\":{\"type\":\"%s\",\"reason\":\"no\"},\"status\":%d}".formatted(type, status);
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    exchange.getResponseHeaders().set("X-Elastic-Product", "Elasticsearch");
    exchange
        .getResponseHeaders()
        .set("Content-Type", "application/vnd.elasticsearch+json;compatible-with=9");
    send(exchange, status, body);
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  @Override
  public void close() {
    never.countDown();
    http.stop(0);
  }
}
