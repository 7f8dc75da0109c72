package io.midwatch.server.wiring;

import io.midwatch.collector.otlp.OtlpBatchDecoder;
import io.midwatch.collector.otlp.OtlpBatchEncoder;
import io.midwatch.derive.OwnHosts;
import io.midwatch.derive.RollupDerivation;
import io.midwatch.model.Signal;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.query.asker.Asker;
import io.midwatch.query.asker.PatientLogs;
import io.midwatch.query.asker.PatientSpans;
import io.midwatch.query.counting.LabelledRollups;
import io.midwatch.server.health.ElasticsearchStoreMetrics;
import io.midwatch.server.health.EmbeddedStoreMetrics;
import io.midwatch.server.settings.MidwatchProperties;
import io.midwatch.server.settings.Setting;
import io.midwatch.server.settings.WrongSettingException;
import io.midwatch.storage.columnar.EmbeddedSettings;
import io.midwatch.storage.columnar.EmbeddedStore;
import io.midwatch.storage.columnar.StoreParts;
import io.midwatch.storage.columnar.retention.DiskLimits;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.memory.InMemoryLedger;
import io.midwatch.storage.contract.memory.InMemoryRollups;
import io.midwatch.storage.contract.memory.InMemoryStore;
import io.midwatch.storage.elasticsearch.ElasticsearchParts;
import io.midwatch.storage.elasticsearch.ElasticsearchSettings;
import io.midwatch.storage.elasticsearch.ElasticsearchStore;
import io.midwatch.storage.elasticsearch.client.WrongServerException;
import io.midwatch.storage.wal.Durability;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The store, by setting. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {
  private static final Duration MEMORY_ROLLUPS = Duration.ofHours(48);

  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }

  @Bean
  CanonicalReader canonicalReader(MidwatchProperties properties) {
    return new CanonicalReader(properties.identityKeys());
  }

  @Bean
  RollupDerivation rollupDerivation(CanonicalReader reader, MidwatchProperties properties) {
    return new RollupDerivation(reader, OwnHosts.DEFAULT, properties.joinLimits());
  }

  @Bean
  StorePorts store(
      RollupDerivation derivation, MidwatchProperties properties, InstantSource clock) {
    return switch (properties.store()) {
      case "memory" -> memory(derivation, properties, clock);
      case "elasticsearch" -> elasticsearch(derivation, properties, clock);
      default -> embedded(derivation, properties, clock);
    };
  }

  private static StorePorts memory(
      RollupDerivation derivation, MidwatchProperties properties, InstantSource clock) {
    InMemoryRollups rollups = new InMemoryRollups(derivation.tables(), clock, MEMORY_ROLLUPS);
    InMemoryStore store =
        new InMemoryStore(
            new OtlpBatchDecoder(),
            derivation,
            rollups,
            properties.identityKeys(),
            properties.memoryCapacity(),
            clock);
    return new StorePorts(
        store,
        store,
        store,
        store,
        new LabelledRollups(rollups),
        store,
        new InMemoryLedger(),
        List.of(),
        () -> {});
  }

  private static StorePorts embedded(
      RollupDerivation derivation, MidwatchProperties properties, InstantSource clock) {
    EmbeddedStore store =
        open(
            folder(properties),
            new StoreParts(
                new OtlpBatchDecoder(),
                new OtlpBatchEncoder(),
                derivation,
                properties.identityKeys(),
                clock,
                Asker::gone),
            settings(properties));
    return new StorePorts(
        store,
        new PatientSpans(store.spans()),
        new PatientLogs(store.logs()),
        store.metrics(),
        new LabelledRollups(store.rollups()),
        store,
        store.ledger(),
        List.of(new EmbeddedStoreMetrics(store::figures)),
        store::close);
  }

  private static StorePorts elasticsearch(
      RollupDerivation derivation, MidwatchProperties properties, InstantSource clock) {
    Path folder = folder(properties);
    ElasticsearchStore store;
    try {
      store =
          ElasticsearchStore.open(
              folder,
              new ElasticsearchParts(
                  new OtlpBatchDecoder(),
                  new OtlpBatchEncoder(),
                  derivation,
                  properties.identityKeys(),
                  clock),
              ElasticsearchSettings.of(URI.create(properties.elasticsearchUrl()))
                  .withDurability(durability(properties))
                  .withRetention(retention(properties), properties.retentionRollups()));
    } catch (WrongServerException e) {
      throw new WrongSettingException(
          e.getMessage() + " Choose another with " + Setting.ELASTICSEARCH_URL.names() + ".");
    } catch (StoreException e) {
      throw cannotBeOpened(folder, e);
    }
    return new StorePorts(
        store,
        new PatientSpans(store.spans()),
        new PatientLogs(store.logs()),
        store.metrics(),
        new LabelledRollups(store.rollups()),
        store,
        store.ledger(),
        List.of(new ElasticsearchStoreMetrics(store)),
        store::close);
  }

  private static EmbeddedStore open(Path folder, StoreParts parts, EmbeddedSettings settings) {
    try {
      return EmbeddedStore.open(folder, parts, settings);
    } catch (StoreException e) {
      throw cannotBeOpened(folder, e);
    }
  }

  private static WrongSettingException cannotBeOpened(Path folder, StoreException why) {
    return new WrongSettingException(
        "The data folder "
            + folder
            + " cannot be opened ("
            + why.getMessage()
            + "); choose another with "
            + Setting.DATA_DIR.names()
            + ".");
  }

  private static Path folder(MidwatchProperties properties) {
    return Path.of(properties.dataDir()).toAbsolutePath().normalize();
  }

  private static Durability durability(MidwatchProperties properties) {
    return Durability.valueOf(properties.durability().toUpperCase(Locale.ROOT));
  }

  private static Map<Signal, Duration> retention(MidwatchProperties properties) {
    return Map.of(
        Signal.TRACES, properties.retentionTraces(),
        Signal.LOGS, properties.retentionLogs(),
        Signal.METRICS, properties.retentionMetrics());
  }

  private static EmbeddedSettings settings(MidwatchProperties properties) {
    return EmbeddedSettings.DEFAULTS
        .withDurability(durability(properties))
        .withRetention(
            retention(properties), properties.retentionRollups(), properties.diskLimitBytes())
        .withRoom(
            new DiskLimits(
                properties.diskLimitBytes(),
                properties.diskReserve().toBytes(),
                properties.diskKeep()));
  }
}
