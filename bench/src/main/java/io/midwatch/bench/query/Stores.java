package io.midwatch.bench.query;

import io.midwatch.collector.otlp.OtlpBatchDecoder;
import io.midwatch.collector.otlp.OtlpBatchEncoder;
import io.midwatch.derive.OwnHosts;
import io.midwatch.derive.RollupDerivation;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.columnar.EmbeddedSettings;
import io.midwatch.storage.columnar.EmbeddedStore;
import io.midwatch.storage.columnar.StoreParts;
import io.midwatch.storage.contract.memory.InMemoryRollups;
import io.midwatch.storage.contract.memory.InMemoryStore;
import io.midwatch.storage.wal.Durability;
import java.nio.file.Path;
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
   * @param dataDir files of a durable store; kept, so that a workload is loaded once
   * @throws IllegalArgumentException when there is no such store
   */
  static StoreUnderBench open(String name, int capacity, Path dataDir) {
    return switch (name) {
      case "memory" -> memory(capacity);
      case "embedded" -> embedded(dataDir);
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
    return new StoreUnderBench(
        "memory", store, store, store, store, rollups, false, () -> {}, () -> {});
  }

  private static StoreUnderBench embedded(Path dataDir) {
    RollupDerivation derivation =
        new RollupDerivation(new CanonicalReader(IdentityKeys.DEFAULT), OwnHosts.DEFAULT);
    EmbeddedStore store =
        EmbeddedStore.open(
            dataDir,
            new StoreParts(
                new OtlpBatchDecoder(),
                new OtlpBatchEncoder(),
                derivation,
                IdentityKeys.DEFAULT,
                InstantSource.system()),
            EmbeddedSettings.DEFAULTS.withDurability(Durability.OS));
    boolean filled =
        store.stats().signals().values().stream().anyMatch(signal -> signal.stored() > 0);
    return new StoreUnderBench(
        "embedded",
        store,
        store.spans(),
        store.logs(),
        store.metrics(),
        store.rollups(),
        filled,
        store::seal,
        store::close);
  }
}
