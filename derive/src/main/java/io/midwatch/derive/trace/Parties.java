package io.midwatch.derive.trace;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Services in environments, each made once. Thread-safe. */
public final class Parties {
  /** When so many are known, all are forgotten and made again. */
  private static final int MOST = 10_000;

  private final AtomicLong numbers = new AtomicLong();
  private final Map<Name, Party> known = new ConcurrentHashMap<>();

  private record Name(String service, String environment) {}

  public Party of(String service, String environment) {
    if (known.size() >= MOST) {
      known.clear();
    }
    return known.computeIfAbsent(
        new Name(service, environment),
        name -> new Party(numbers.incrementAndGet(), name.service, name.environment));
  }
}
