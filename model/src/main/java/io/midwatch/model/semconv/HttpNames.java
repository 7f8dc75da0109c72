package io.midwatch.model.semconv;

import static io.midwatch.model.semconv.Conversion.HOST_OF_AUTHORITY;
import static io.midwatch.model.semconv.Conversion.HOST_OF_URL;
import static io.midwatch.model.semconv.Conversion.PATH_OF_TARGET;
import static io.midwatch.model.semconv.Conversion.PORT_OF_AUTHORITY;
import static io.midwatch.model.semconv.Conversion.PORT_OF_URL;
import static io.midwatch.model.semconv.Conversion.PROTOCOL_VERSION;
import static io.midwatch.model.semconv.Conversion.QUERY_OF_TARGET;
import static io.midwatch.model.semconv.FieldRow.row;
import static io.midwatch.model.semconv.FieldRow.same;
import static io.midwatch.model.semconv.Spelling.of;
import static io.midwatch.model.semconv.Spelling.offServer;
import static io.midwatch.model.semconv.Spelling.onServer;

import java.util.List;

/**
 * Names of HTTP calls and of their two ends.
 *
 * <p>Source: semantic conventions, "HTTP semantic convention stability migration" and the general
 * attributes registry (server, client, network, url).
 */
final class HttpNames {
  static final List<FieldRow> ROWS =
      List.of(
          same(CanonicalField.HTTP_METHOD, "http.request.method", "http.method"),
          same(CanonicalField.HTTP_STATUS, "http.response.status_code", "http.status_code"),
          same(CanonicalField.HTTP_ROUTE, "http.route"),
          same(
              CanonicalField.HTTP_RESEND_COUNT,
              "http.request.resend_count",
              "http.resend_count",
              "http.retry_count"),
          same(CanonicalField.URL_FULL, "url.full", "http.url"),
          row(CanonicalField.URL_PATH, of("url.path"), of("http.target", PATH_OF_TARGET)),
          row(CanonicalField.URL_QUERY, of("url.query"), of("http.target", QUERY_OF_TARGET)),
          same(CanonicalField.URL_SCHEME, "url.scheme", "http.scheme"),
          same(CanonicalField.URL_TEMPLATE, "url.template"),
          row(
              CanonicalField.SERVER_ADDRESS,
              of("server.address"),
              onServer("net.host.name"),
              offServer("net.peer.name"),
              of("http.host", HOST_OF_AUTHORITY),
              of("http.server_name"),
              of("db.connection_string", HOST_OF_URL),
              offServer("url.full", HOST_OF_URL),
              offServer("http.url", HOST_OF_URL),
              of("db.instance.id")),
          row(
              CanonicalField.SERVER_PORT,
              of("server.port"),
              onServer("net.host.port"),
              offServer("net.peer.port"),
              of("http.host", PORT_OF_AUTHORITY),
              of("db.connection_string", PORT_OF_URL),
              offServer("url.full", PORT_OF_URL),
              offServer("http.url", PORT_OF_URL)),
          row(
              CanonicalField.CLIENT_ADDRESS,
              of("client.address"),
              of("http.client_ip"),
              onServer("net.sock.peer.addr"),
              onServer("net.peer.name"),
              onServer("net.peer.ip")),
          same(CanonicalField.PEER_SERVICE, "service.peer.name", "peer.service"),
          row(
              CanonicalField.NETWORK_PROTOCOL_VERSION,
              of("network.protocol.version", PROTOCOL_VERSION),
              of("net.protocol.version", PROTOCOL_VERSION),
              of("net.app.protocol.version", PROTOCOL_VERSION),
              of("http.flavor", PROTOCOL_VERSION)),
          same(CanonicalField.USER_AGENT, "user_agent.original", "http.user_agent"),
          same(CanonicalField.ERROR_TYPE, "error.type"));

  private HttpNames() {}
}
