package io.midwatch.model.semconv;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names of RPC status codes, and whose fault they are. Source: gRPC status codes. */
final class RpcStatus {
  /** gRPC's names by number, 0 to 16. */
  static final List<String> GRPC_NAMES =
      List.of(
          "OK",
          "CANCELLED",
          "UNKNOWN",
          "INVALID_ARGUMENT",
          "DEADLINE_EXCEEDED",
          "NOT_FOUND",
          "ALREADY_EXISTS",
          "PERMISSION_DENIED",
          "RESOURCE_EXHAUSTED",
          "FAILED_PRECONDITION",
          "ABORTED",
          "OUT_OF_RANGE",
          "UNIMPLEMENTED",
          "INTERNAL",
          "UNAVAILABLE",
          "DATA_LOSS",
          "UNAUTHENTICATED");

  private static final Set<String> SERVER_FAULTS =
      Set.of(
          "UNKNOWN", "DEADLINE_EXCEEDED", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS");

  private RpcStatus() {}

  /** The name of a number from 0 to 16; any other text as it is. */
  static String grpcName(String sent) {
    if (sent.isEmpty() || sent.length() > 2 || !sent.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return sent;
    }
    int number = Integer.parseInt(sent);
    return number < GRPC_NAMES.size() ? GRPC_NAMES.get(number) : sent;
  }

  /** Whether the status, in any case of letters, blames the server and not its caller. */
  static boolean isServerFault(String status) {
    return SERVER_FAULTS.contains(status.toUpperCase(Locale.ROOT));
  }

  static boolean isOk(String status) {
    return status.equalsIgnoreCase("OK");
  }
}
