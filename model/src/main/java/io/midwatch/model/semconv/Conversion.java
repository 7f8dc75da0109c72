package io.midwatch.model.semconv;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.LongValue;
import io.midwatch.model.Attributes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a spelling's value becomes before it gets the field's type. Each constant is a pure function
 * and changes nothing when applied to its own result. Null means that the key says nothing.
 */
public enum Conversion {
  AS_SENT {
    @Override
    AttributeValue convert(AttributeValue value, Attributes all) {
      return value;
    }
  },

  /** Old names of database systems become the new ones, under either key. */
  DB_SYSTEM {
    @Override
    AttributeValue convert(AttributeValue value, Attributes all) {
      return AttributeValue.of(DatabaseNames.systemName(value.text()));
    }
  },

  /** {@code publish} is now {@code send}, {@code deliver} is now {@code process}. */
  MESSAGING_OPERATION {
    @Override
    AttributeValue convert(AttributeValue value, Attributes all) {
      return AttributeValue.of(MessagingNames.operation(value.text()));
    }
  },

  /** {@code apache_dubbo} is now {@code dubbo}, {@code connect_rpc} is now {@code connectrpc}. */
  RPC_SYSTEM {
    @Override
    AttributeValue convert(AttributeValue value, Attributes all) {
      return AttributeValue.of(RpcNames.systemName(value.text()));
    }
  },

  /** A method without {@code /} gets its {@code rpc.service}: {@code Get} → {@code pkg.Svc/Get}. */
  RPC_METHOD {
    @Override
    List<String> alsoReads() {
      return List.of("rpc.service");
    }

    @Override
    AttributeValue convert(AttributeValue value, Attributes all) {
      String method = value.text();
      String service = all.findString("rpc.service");
      return method.isEmpty() || method.contains("/") || service == null || service.isEmpty()
          ? value
          : AttributeValue.of(service + "/" + method);
    }
  },

  /** gRPC's number becomes its name: 14 → {@code UNAVAILABLE}. */
  GRPC_STATUS {
    @Override
    AttributeValue convert(AttributeValue value, Attributes all) {
      return AttributeValue.of(RpcStatus.grpcName(value.text()));
    }
  },

  /** As {@link #GRPC_STATUS}, but only when the system is gRPC or not said. */
  RPC_STATUS {
    @Override
    List<String> alsoReads() {
      return RpcNames.SYSTEM_KEYS;
    }

    @Override
    AttributeValue convert(AttributeValue value, Attributes all) {
      return RpcNames.mayBeGrpc(all) ? AttributeValue.of(RpcStatus.grpcName(value.text())) : value;
    }
  },

  /**
   * What Spring's observations of HTTP call {@code method}, {@code status} and {@code uri} stays in
   * the company of their {@code outcome}; anywhere else such names may mean anything. Nothing of
   * what they say when they do not know.
   */
  OBSERVATION {
    private static final String OUTCOME = "outcome";
    private static final Set<String> OUTCOMES =
        Set.of(
            "INFORMATIONAL", "SUCCESS", "REDIRECTION", "CLIENT_ERROR", "SERVER_ERROR", "UNKNOWN");
    private static final Set<String> UNKNOWN = Set.of("UNKNOWN", "none");

    @Override
    List<String> alsoReads() {
      return List.of(OUTCOME);
    }

    @Override
    @Nullable AttributeValue convert(AttributeValue value, Attributes all) {
      String outcome = all.findString(OUTCOME);
      return outcome != null && OUTCOMES.contains(outcome) && !UNKNOWN.contains(value.text())
          ? value
          : null;
    }
  },

  /** {@code /a?b=c} → {@code /a}. */
  PATH_OF_TARGET {
    @Override
    AttributeValue convert(AttributeValue value, Attributes all) {
      String target = value.text();
      int mark = target.indexOf('?');
      return mark < 0 ? value : AttributeValue.of(target.substring(0, mark));
    }
  },

  /** {@code /a?b=c} → {@code b=c}; nothing without a question mark. */
  QUERY_OF_TARGET {
    @Override
    @Nullable AttributeValue convert(AttributeValue value, Attributes all) {
      String target = value.text();
      int mark = target.indexOf('?');
      return mark < 0 ? null : AttributeValue.of(target.substring(mark + 1));
    }
  },

  /** {@code shop:8080} → {@code shop}, {@code [::1]:80} → {@code ::1}. */
  HOST_OF_AUTHORITY {
    @Override
    AttributeValue convert(AttributeValue value, Attributes all) {
      return AttributeValue.of(Authority.parse(value.text()).host());
    }
  },

  /** {@code shop:8080} → 8080; nothing without a port. */
  PORT_OF_AUTHORITY {
    @Override
    @Nullable AttributeValue convert(AttributeValue value, Attributes all) {
      return port(Authority.parse(value.text()));
    }
  },

  /** {@code https://card.example:8443/pay} → {@code card.example}. */
  HOST_OF_URL {
    @Override
    AttributeValue convert(AttributeValue value, Attributes all) {
      return AttributeValue.of(Authority.ofUrl(value.text()).host());
    }
  },

  /** {@code https://card.example:8443/pay} → 8443; nothing without a port. */
  PORT_OF_URL {
    @Override
    @Nullable AttributeValue convert(AttributeValue value, Attributes all) {
      return port(Authority.ofUrl(value.text()));
    }
  },

  /** {@code 2.0} → {@code 2}, {@code 3.0} → {@code 3}; {@code 1.1} stays. */
  PROTOCOL_VERSION {
    private static final Map<String, String> SHORT = Map.of("2.0", "2", "3.0", "3");

    @Override
    AttributeValue convert(AttributeValue value, Attributes all) {
      String version = value.text();
      return AttributeValue.of(SHORT.getOrDefault(version, version));
    }
  },

  /** {@code ip_tcp} → {@code tcp}, {@code ip_udp} → {@code udp}. */
  TRANSPORT {
    @Override
    AttributeValue convert(AttributeValue value, Attributes all) {
      String transport = value.text();
      return AttributeValue.of(NetworkNames.RENAMED_TRANSPORTS.getOrDefault(transport, transport));
    }
  },

  /** {@code inet} → {@code ipv4}, {@code inet6} → {@code ipv6}; nothing for other families. */
  NETWORK_TYPE {
    @Override
    @Nullable AttributeValue convert(AttributeValue value, Attributes all) {
      String type = NetworkNames.TYPES.get(value.text());
      return type == null ? null : AttributeValue.of(type);
    }
  },

  /** The database of {@code database|schema}, or of SQL Server's {@code instance|database}. */
  DB_NAMESPACE {
    @Override
    List<String> alsoReads() {
      return DatabaseNames.SYSTEM_KEYS;
    }

    @Override
    AttributeValue convert(AttributeValue value, Attributes all) {
      String namespace = value.text();
      return namespace.indexOf('|') < 0
          ? value
          : AttributeValue.of(DatabaseNames.database(namespace, all));
    }
  },

  /** A function gets its {@code code.namespace}: {@code pay} → {@code Shop.pay}. */
  CODE_FUNCTION {
    @Override
    List<String> alsoReads() {
      return List.of("code.namespace");
    }

    @Override
    AttributeValue convert(AttributeValue value, Attributes all) {
      String function = value.text();
      String namespace = all.findString("code.namespace");
      return function.isEmpty()
              || namespace == null
              || namespace.isEmpty()
              || function.startsWith(namespace + ".")
          ? value
          : AttributeValue.of(namespace + "." + function);
    }
  },

  /** Milliseconds → nanoseconds. */
  MILLIS_TO_NANOS {
    @Override
    @Nullable AttributeValue convert(AttributeValue value, Attributes all) {
      AttributeValue millis = TypedValue.number(value);
      if (millis == null) {
        return null;
      }
      return millis instanceof LongValue(long whole) && Math.abs(whole) < Long.MAX_VALUE / 1_000_000
          ? AttributeValue.of(whole * 1_000_000)
          : AttributeValue.of(TypedValue.toDouble(millis) * 1_000_000);
    }
  };

  /** Keys {@link #convert} looks up beside the one it converts. */
  List<String> alsoReads() {
    return List.of();
  }

  /** The converted value, or null when the value says nothing of the field. */
  abstract @Nullable AttributeValue convert(AttributeValue value, Attributes all);

  private static @Nullable AttributeValue port(Authority authority) {
    return authority.port() < 0 ? null : AttributeValue.of((long) authority.port());
  }
}
