package io.midwatch.model.semconv;

import static io.midwatch.model.semconv.Conversion.GRPC_STATUS;
import static io.midwatch.model.semconv.Conversion.RPC_METHOD;
import static io.midwatch.model.semconv.Conversion.RPC_STATUS;
import static io.midwatch.model.semconv.Conversion.RPC_SYSTEM;
import static io.midwatch.model.semconv.FieldRow.row;
import static io.midwatch.model.semconv.FieldRow.same;
import static io.midwatch.model.semconv.Spelling.of;

import io.midwatch.model.Attributes;
import java.util.List;

/**
 * Names of remote procedure calls.
 *
 * <p>Source: semantic conventions, "RPC semantic convention stability migration".
 */
final class RpcNames {
  static final List<FieldRow> ROWS =
      List.of(
          row(
              CanonicalField.RPC_SYSTEM,
              of("rpc.system.name", RPC_SYSTEM),
              of("rpc.system", RPC_SYSTEM)),
          row(CanonicalField.RPC_METHOD, of("rpc.method", RPC_METHOD)),
          same(CanonicalField.RPC_METHOD_ORIGINAL, "rpc.method_original"),
          row(
              CanonicalField.RPC_STATUS,
              of("rpc.status_code", RPC_STATUS),
              of("rpc.response.status_code", RPC_STATUS),
              of("rpc.grpc.status_code", GRPC_STATUS),
              of("rpc.connect_rpc.error_code"),
              of("rpc.jsonrpc.error_code")),
          same(CanonicalField.JSONRPC_REQUEST_ID, "jsonrpc.request.id", "rpc.jsonrpc.request_id"),
          same(CanonicalField.JSONRPC_VERSION, "jsonrpc.protocol.version", "rpc.jsonrpc.version"));

  /** What {@link #mayBeGrpc} looks up. */
  static final List<String> SYSTEM_KEYS = List.of("rpc.system.name", "rpc.system");

  private RpcNames() {}

  static String systemName(String sent) {
    return switch (sent) {
      case "apache_dubbo" -> "dubbo";
      case "connect_rpc" -> "connectrpc";
      default -> sent;
    };
  }

  /** Whether a bare number can be a gRPC code: the system is gRPC, or was not said. */
  static boolean mayBeGrpc(Attributes all) {
    String system = all.findString("rpc.system.name");
    if (system == null || system.isEmpty()) {
      system = all.findString("rpc.system");
    }
    return system == null || system.isEmpty() || system.equals("grpc");
  }
}
