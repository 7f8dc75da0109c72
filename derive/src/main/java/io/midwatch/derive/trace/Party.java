package io.midwatch.derive.trace;

import io.midwatch.storage.contract.rollup.RollupKey;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * A service in an environment, with the keys of the rows it counts in, each made once. Made by
 * {@link Parties}; its keys are for {@link TraceJoin} alone, which guards them.
 */
public final class Party {
  private static final int MOST_TENANTS = 8192;
  private static final int MOST_CALLERS = 1024;

  final String service;

  /** Tells parties apart in the join. */
  final long number;

  /** Whether a call of it to a database was seen; guarded as the keys are. */
  boolean asksDatabases;

  final String environment;
  private final RollupKey unknownCaller;
  private final RollupKey unknownSender;
  private final RollupKey unknownCallee;
  private final RollupKey unknownReceiver;
  private final Map<String, RollupKey> tenants = new HashMap<>();

  /** By identity: parties are few and made once. */
  private final Map<Party, RollupKey> callers = new HashMap<>();

  private final Map<Party, RollupKey> senders = new HashMap<>();

  Party(long number, String service, String environment) {
    this.number = number;
    this.service = service;
    this.environment = environment;
    unknownCaller = Edges.key("", service, Edges.CALL, environment);
    unknownSender = Edges.key("", service, Edges.MESSAGE, environment);
    unknownCallee = Edges.key(service, "", Edges.CALL, environment);
    unknownReceiver = Edges.key(service, "", Edges.MESSAGE, environment);
  }

  RollupKey tenant(String tenant) {
    return known(
        tenants, MOST_TENANTS, tenant, name -> RollupKey.ofTexts(name, service, environment));
  }

  /** Of the edge that ends here. */
  RollupKey from(Party client, boolean message) {
    String kind = message ? Edges.MESSAGE : Edges.CALL;
    return known(
        message ? senders : callers,
        MOST_CALLERS,
        client,
        from -> Edges.key(from.service, service, kind, environment));
  }

  RollupKey fromUnknown(boolean message) {
    return message ? unknownSender : unknownCaller;
  }

  RollupKey toUnknown(boolean message) {
    return message ? unknownReceiver : unknownCallee;
  }

  private static <T> RollupKey known(
      Map<T, RollupKey> keys, int most, T of, Function<T, RollupKey> make) {
    RollupKey key = keys.get(of);
    if (key == null) {
      if (keys.size() >= most) {
        keys.clear();
      }
      key = make.apply(of);
      keys.put(of, key);
    }
    return key;
  }
}
