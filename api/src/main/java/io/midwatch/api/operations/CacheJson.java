package io.midwatch.api.operations;

import io.midwatch.query.operations.CacheRow;
import org.jspecify.annotations.Nullable;

/**
 * One cache over the window; what nobody sent is null, never zero.
 *
 * @param service that has it, or that reads the server; empty when not sent
 * @param cache its name, empty when not sent
 * @param system of a server, such as redis; empty within a service
 * @param hitRatio 0 to 1
 * @param entries as last said
 */
public record CacheJson(
    String service,
    String cache,
    String system,
    double hits,
    double misses,
    @Nullable Double hitRatio,
    @Nullable Double entries,
    @Nullable Double evictions) {
  static CacheJson of(CacheRow row) {
    return new CacheJson(
        row.service(),
        row.cache(),
        row.system(),
        row.lookups().hits(),
        row.lookups().misses(),
        row.lookups().ratio(),
        row.entries(),
        row.evictions());
  }
}
