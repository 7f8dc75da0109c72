package io.midwatch.ui;

import io.midwatch.derive.OwnHosts;
import io.midwatch.derive.RollupDerivation;
import io.midwatch.derive.SpanStatements;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.query.operations.CachesService;
import io.midwatch.query.operations.DatabasesService;
import io.midwatch.query.operations.MetricLookup;
import io.midwatch.query.operations.QueuesService;
import io.midwatch.query.operations.StatementsService;
import io.midwatch.query.operations.TenantsService;
import io.midwatch.query.operations.ThirdPartiesService;
import io.midwatch.query.overview.FailingReader;
import io.midwatch.query.overview.OverviewService;
import io.midwatch.query.promql.PromqlEngine;
import io.midwatch.query.promql.PromqlOptions;
import io.midwatch.query.promql.store.PromqlCatalog;
import io.midwatch.query.promql.store.PromqlStore;
import io.midwatch.query.requests.RequestStatistics;
import io.midwatch.query.requests.RollupRequests;
import io.midwatch.query.requests.SpanRequests;
import io.midwatch.query.services.ServicesService;
import io.midwatch.storage.contract.memory.InMemoryRollups;
import io.midwatch.storage.contract.memory.InMemoryStore;
import io.midwatch.storage.contract.rollup.RollupReader;
import java.time.Duration;
import java.time.InstantSource;

/** A real in-memory store with its rollups and the query services over it. */
public record TestStore(InMemoryStore store, InMemoryRollups rollups, CanonicalReader reader) {
  /** An empty store that reads the given clock. */
  public static TestStore empty(InstantSource clock) {
    CanonicalReader reader = new CanonicalReader(IdentityKeys.DEFAULT);
    RollupDerivation derivation = new RollupDerivation(reader, OwnHosts.DEFAULT);
    InMemoryRollups rollups = new InMemoryRollups(derivation.tables(), clock, Duration.ofHours(6));
    return new TestStore(
        new InMemoryStore(
            new NoDecoder(), derivation, rollups, IdentityKeys.DEFAULT, 100_000, clock),
        rollups,
        reader);
  }

  /** The service of services. */
  public ServicesService services() {
    return services(rollups);
  }

  /** The service of services, over rollups read another way. */
  public ServicesService services(RollupReader read) {
    return new ServicesService(requests(read), store);
  }

  /** The service of the first screen. */
  public OverviewService overview() {
    return overview(rollups);
  }

  /** The same, over rollups read another way. */
  public OverviewService overview(RollupReader read) {
    MetricLookup metrics = new MetricLookup(store);
    return new OverviewService(
        requests(read),
        services(read),
        new QueuesService(read, metrics),
        new DatabasesService(read, metrics),
        new ThirdPartiesService(read),
        new TenantsService(read),
        store,
        new FailingReader(requests(read), read, store, reader));
  }

  PromqlEngine promqlEngine() {
    return new PromqlEngine(new PromqlStore(store, rollups), PromqlOptions.DEFAULT);
  }

  PromqlCatalog promqlCatalog() {
    return new PromqlCatalog(store, rollups);
  }

  QueuesService queues() {
    return new QueuesService(rollups, new MetricLookup(store));
  }

  DatabasesService databases() {
    return new DatabasesService(rollups, new MetricLookup(store));
  }

  CachesService caches() {
    return new CachesService(new MetricLookup(store));
  }

  StatementsService statements() {
    return new StatementsService(rollups, store, reader, new SpanStatements(reader)::id);
  }

  public RequestStatistics requests() {
    return requests(rollups);
  }

  private RequestStatistics requests(RollupReader read) {
    return new RequestStatistics(new RollupRequests(read), new SpanRequests(store));
  }
}
