package io.midwatch.model.semconv;

import static io.midwatch.model.semconv.Conversion.HOST_OF_AUTHORITY;
import static io.midwatch.model.semconv.Conversion.HOST_OF_URL;
import static io.midwatch.model.semconv.Conversion.NETWORK_TYPE;
import static io.midwatch.model.semconv.Conversion.PORT_OF_AUTHORITY;
import static io.midwatch.model.semconv.Conversion.PORT_OF_URL;
import static io.midwatch.model.semconv.Conversion.PROTOCOL_VERSION;
import static io.midwatch.model.semconv.Conversion.TRANSPORT;
import static io.midwatch.model.semconv.FieldRow.row;
import static io.midwatch.model.semconv.FieldRow.same;
import static io.midwatch.model.semconv.Spelling.of;
import static io.midwatch.model.semconv.Spelling.offServer;
import static io.midwatch.model.semconv.Spelling.onServer;

import java.util.List;
import java.util.Map;

/**
 * Names of the two ends of a call and of the network between them. {@code net.peer.*} is the other
 * end: the server on a caller's span, the client on a SERVER span.
 *
 * <p>Source: semantic conventions, general attributes registry (server, client, network) and the
 * deprecated attributes {@code net.*}.
 */
final class NetworkNames {
  static final List<FieldRow> ROWS =
      List.of(
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
          row(
              CanonicalField.CLIENT_PORT,
              of("client.port"),
              onServer("net.sock.peer.port"),
              onServer("net.peer.port")),
          same(CanonicalField.PEER_SERVICE, "service.peer.name", "peer.service"),
          same(CanonicalField.PEER_NAMESPACE, "service.peer.namespace"),
          same(
              CanonicalField.NETWORK_PEER_ADDRESS,
              "network.peer.address",
              "net.sock.peer.addr",
              "net.peer.ip"),
          same(CanonicalField.NETWORK_PEER_PORT, "network.peer.port", "net.sock.peer.port"),
          same(
              CanonicalField.NETWORK_LOCAL_ADDRESS,
              "network.local.address",
              "net.sock.host.addr",
              "net.host.ip"),
          same(CanonicalField.NETWORK_LOCAL_PORT, "network.local.port", "net.sock.host.port"),
          same(
              CanonicalField.NETWORK_PROTOCOL_NAME,
              "network.protocol.name",
              "net.protocol.name",
              "net.app.protocol.name"),
          row(
              CanonicalField.NETWORK_TRANSPORT,
              of("network.transport", TRANSPORT),
              of("net.transport", TRANSPORT)),
          row(
              CanonicalField.NETWORK_TYPE,
              of("network.type", NETWORK_TYPE),
              of("net.sock.family", NETWORK_TYPE)),
          row(
              CanonicalField.NETWORK_PROTOCOL_VERSION,
              of("network.protocol.version", PROTOCOL_VERSION),
              of("net.protocol.version", PROTOCOL_VERSION),
              of("net.app.protocol.version", PROTOCOL_VERSION),
              of("http.flavor", PROTOCOL_VERSION)));

  /** Old transport → new; {@code inproc} and {@code other} stay as they come. */
  static final Map<String, String> RENAMED_TRANSPORTS = Map.of("ip_tcp", "tcp", "ip_udp", "udp");

  /** Socket family → network type; {@code unix} has none. */
  static final Map<String, String> TYPES =
      Map.of("inet", "ipv4", "inet6", "ipv6", "ipv4", "ipv4", "ipv6", "ipv6");

  private NetworkNames() {}
}
