package io.midwatch.server.data;

import io.midwatch.collector.otlp.OtlpBatchDecoder;
import io.midwatch.collector.otlp.OtlpBatchEncoder;
import io.midwatch.derive.OwnHosts;
import io.midwatch.derive.RollupDerivation;
import io.midwatch.model.Signal;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.columnar.EmbeddedSettings;
import io.midwatch.storage.columnar.EmbeddedStore;
import io.midwatch.storage.columnar.StoreParts;
import io.midwatch.storage.columnar.retention.DiskLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Opens a data folder without a server. What only the log holds is counted as the server would
 * count it, for a long log is brought into files on the way; nothing is removed by age or size.
 */
final class OfflineStore {
  private static final Duration FOREVER = Duration.ofDays(36_500);

  private OfflineStore() {}

  /**
   * @param environment may name tenant and user keys as the server's does
   * @throws io.midwatch.storage.contract.StoreException when a server has the folder open, or its
   *     manifest is damaged
   */
  static EmbeddedStore open(Path folder, Map<String, String> environment, InstantSource clock) {
    IdentityKeys keys =
        new IdentityKeys(
            keys(environment, "MIDWATCH_TENANT_KEYS", IdentityKeys.DEFAULT.tenantKeys()),
            keys(environment, "MIDWATCH_USER_KEYS", IdentityKeys.DEFAULT.userKeys()));
    return EmbeddedStore.open(
        folder,
        new StoreParts(
            new OtlpBatchDecoder(),
            new OtlpBatchEncoder(),
            new RollupDerivation(new CanonicalReader(keys), OwnHosts.DEFAULT),
            keys,
            clock),
        EmbeddedSettings.DEFAULTS
            .withRetention(
                Map.of(Signal.TRACES, FOREVER, Signal.LOGS, FOREVER, Signal.METRICS, FOREVER),
                FOREVER,
                Long.MAX_VALUE)
            .withRoom(DiskLimits.NONE));
  }

  private static List<String> keys(
      Map<String, String> environment, String name, List<String> absent) {
    String given = environment.getOrDefault(name, "");
    return given.isBlank() ? absent : Arrays.asList(given.strip().split("\\s*,\\s*"));
  }
}
