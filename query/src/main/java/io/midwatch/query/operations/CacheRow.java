package io.midwatch.query.operations;

import org.jspecify.annotations.Nullable;

/**
 * One cache over a window: within the instances of a service, or a server.
 *
 * @param service that has it, or that reads the server; empty when not sent
 * @param cache its name, empty when not sent
 * @param system of a server, such as redis; empty within a service
 * @param entries in it as last said, null when not sent
 * @param evictions in the window, null when not sent
 */
public record CacheRow(
    String service,
    String cache,
    String system,
    CacheLookups lookups,
    @Nullable Double entries,
    @Nullable Double evictions) {

  /** What it is called: its name, else the system's. */
  public String name() {
    return cache.isEmpty() ? system : cache;
  }
}
