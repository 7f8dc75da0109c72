package io.midwatch.bench.query;

import io.midwatch.collector.otlp.OtlpBatchDecoder;
import io.midwatch.derive.OwnHosts;
import io.midwatch.derive.RollupDerivation;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.contract.memory.InMemoryRollups;
import io.midwatch.storage.contract.memory.InMemoryStore;
import java.time.Duration;
import java.time.InstantSource;

/** Opens stores by the name the server knows them by. */
final class Stores {
  private static final Duration ROLLUPS_KEPT = Duration.ofDays(400);

  private Stores() {}

  /**
   * Opens a store.
   *
   * @param capacity items of a signal it must be able to hold
   * @throws IllegalArgumentException when there is no such store
   */
  static StoreUnderBench open(String name, int capacity) {
    return switch (name) {
      case "memory" -> memory(capacity);
      default -> throw new IllegalArgumentException("unknown store " + name);
    };
  }

  private static StoreUnderBench memory(int capacity) {
    InstantSource clock = InstantSource.system();
    RollupDerivation derivation =
        new RollupDerivation(new CanonicalReader(IdentityKeys.DEFAULT), OwnHosts.DEFAULT);
    InMemoryRollups rollups = new InMemoryRollups(derivation.tables(), clock, ROLLUPS_KEPT);
    InMemoryStore store =
        new InMemoryStore(
            new OtlpBatchDecoder(), derivation, rollups, IdentityKeys.DEFAULT, capacity, clock);
    return new StoreUnderBench("memory", store, store, store, rollups, () -> {});
  }
}
