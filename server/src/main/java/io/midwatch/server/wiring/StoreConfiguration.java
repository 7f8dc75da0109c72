package io.midwatch.server.wiring;

import io.midwatch.collector.otlp.OtlpBatchDecoder;
import io.midwatch.derive.OwnHosts;
import io.midwatch.derive.RollupDerivation;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.server.settings.MidwatchProperties;
import io.midwatch.storage.contract.memory.InMemoryLedger;
import io.midwatch.storage.contract.memory.InMemoryRollups;
import io.midwatch.storage.contract.memory.InMemoryStore;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The store, by setting; today there is the bounded in-memory one. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {
  private static final Duration ROLLUP_RETENTION = Duration.ofHours(48);

  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }

  @Bean
  CanonicalReader canonicalReader(MidwatchProperties properties) {
    return new CanonicalReader(properties.identityKeys());
  }

  @Bean
  RollupDerivation rollupDerivation(CanonicalReader reader) {
    return new RollupDerivation(reader, OwnHosts.DEFAULT);
  }

  @Bean
  InMemoryRollups rollups(RollupDerivation derivation, InstantSource clock) {
    return new InMemoryRollups(derivation.tables(), clock, ROLLUP_RETENTION);
  }

  @Bean
  InMemoryStore store(
      RollupDerivation derivation,
      InMemoryRollups rollups,
      MidwatchProperties properties,
      InstantSource clock) {
    return new InMemoryStore(
        new OtlpBatchDecoder(),
        derivation,
        rollups,
        properties.identityKeys(),
        properties.memoryCapacity(),
        clock);
  }

  @Bean
  InMemoryLedger ledger() {
    return new InMemoryLedger();
  }
}
