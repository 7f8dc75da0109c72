package io.midwatch.api;

import io.midwatch.derive.OwnHosts;
import io.midwatch.derive.RollupDerivation;
import io.midwatch.derive.SpanStatements;
import io.midwatch.derive.error.ErrorGrouper;
import io.midwatch.derive.error.FailureReader;
import io.midwatch.insight.deploy.DeployBoard;
import io.midwatch.insight.error.ErrorInbox;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.query.errors.ErrorHistory;
import io.midwatch.query.errors.ErrorSamples;
import io.midwatch.query.errors.ErrorsService;
import io.midwatch.query.ledger.LedgerService;
import io.midwatch.query.logs.LogPatternsService;
import io.midwatch.query.logs.LogsService;
import io.midwatch.query.metrics.MetricsService;
import io.midwatch.query.operations.CachesService;
import io.midwatch.query.operations.DatabasesService;
import io.midwatch.query.operations.DependenciesService;
import io.midwatch.query.operations.MetricLookup;
import io.midwatch.query.operations.OperationsOfCallers;
import io.midwatch.query.operations.PoolsReader;
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
import io.midwatch.query.traces.TracesService;
import io.midwatch.query.versions.VersionsService;
import io.midwatch.storage.contract.answer.recount.RollupRecount;
import io.midwatch.storage.contract.control.ErrorStates;
import io.midwatch.storage.contract.memory.InMemoryAuditLog;
import io.midwatch.storage.contract.memory.InMemoryDeploys;
import io.midwatch.storage.contract.memory.InMemoryErrorStates;
import io.midwatch.storage.contract.memory.InMemoryLedger;
import io.midwatch.storage.contract.memory.InMemoryRollups;
import io.midwatch.storage.contract.memory.InMemoryStore;
import io.midwatch.storage.contract.write.BatchDecoder;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.contract.write.LogSink;
import io.midwatch.storage.contract.write.PointSink;
import io.midwatch.storage.contract.write.SpanSink;
import io.midwatch.storage.testkit.control.ContendedErrorStates;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The API over an in-memory store that holds {@link Telemetry}; the clock stands still. */
@SpringBootApplication
public class ApiTestApplication {
  /** A change of a bug with this note always comes too late. */
  public static final String CONTENDED = "contended";

  @Bean
  InstantSource clock() {
    return InstantSource.fixed(Telemetry.NOW);
  }

  @Bean
  CanonicalReader canonicalReader() {
    return new CanonicalReader(IdentityKeys.DEFAULT);
  }

  @Bean
  RollupDerivation derivation(CanonicalReader reader) {
    return new RollupDerivation(reader, OwnHosts.DEFAULT);
  }

  @Bean
  InMemoryRollups rollups(RollupDerivation derivation, InstantSource clock) {
    return new InMemoryRollups(derivation.tables(), clock, InMemoryRollups.DEFAULT_RETENTION);
  }

  @Bean
  InMemoryStore store(RollupDerivation derivation, InMemoryRollups rollups, InstantSource clock) {
    InMemoryStore store =
        new InMemoryStore(
            new NoDecoder(), derivation, rollups, IdentityKeys.DEFAULT, 10_000, clock);
    store.writeSpans(Telemetry.spans());
    store.writeLogs(Telemetry.logs());
    store.writePoints(Telemetry.points());
    return store;
  }

  @Bean
  InMemoryLedger ledger() {
    InMemoryLedger ledger = new InMemoryLedger();
    Telemetry.count(ledger);
    return ledger;
  }

  @Bean
  RequestStatistics requests(InMemoryRollups rollups, InMemoryStore store) {
    return new RequestStatistics(new RollupRequests(rollups), new SpanRequests(store));
  }

  @Bean
  ServicesService services(RequestStatistics requests, InMemoryStore store) {
    return new ServicesService(requests, store);
  }

  @Bean
  TracesService traces(InMemoryStore store, CanonicalReader reader) {
    return new TracesService(store, store, reader);
  }

  @Bean
  LogsService logs(InMemoryStore store) {
    return new LogsService(store);
  }

  @Bean
  LogPatternsService logPatterns(LogsService logs, CanonicalReader reader) {
    return new LogPatternsService(logs, reader);
  }

  @Bean
  MetricsService metrics(InMemoryStore store) {
    return new MetricsService(store);
  }

  @Bean
  PromqlEngine promqlEngine(InMemoryRollups rollups, InMemoryStore store) {
    return new PromqlEngine(new PromqlStore(store, rollups), PromqlOptions.DEFAULT);
  }

  @Bean
  PromqlCatalog promqlCatalog(InMemoryRollups rollups, InMemoryStore store) {
    return new PromqlCatalog(store, rollups);
  }

  @Bean
  LedgerService ledgerService(InMemoryLedger ledger, InMemoryStore store) {
    return new LedgerService(ledger, store);
  }

  @Bean
  QueuesService queues(InMemoryRollups rollups, InMemoryStore store) {
    return new QueuesService(rollups, new MetricLookup(store));
  }

  @Bean
  DatabasesService databases(InMemoryRollups rollups, InMemoryStore store) {
    return new DatabasesService(rollups, new MetricLookup(store));
  }

  @Bean
  PoolsReader pools(InMemoryStore store) {
    return new PoolsReader(new MetricLookup(store));
  }

  @Bean
  CachesService caches(InMemoryStore store) {
    return new CachesService(new MetricLookup(store));
  }

  @Bean
  StatementsService statements(
      InMemoryRollups rollups, InMemoryStore store, CanonicalReader reader) {
    return new StatementsService(rollups, store, reader, new SpanStatements(reader)::id);
  }

  @Bean
  DependenciesService dependencies(InMemoryRollups rollups) {
    return new DependenciesService(rollups);
  }

  @Bean
  TenantsService tenants(InMemoryRollups rollups) {
    return new TenantsService(rollups);
  }

  @Bean
  OperationsOfCallers operationsOfCallers(
      DatabasesService databases,
      QueuesService queues,
      DependenciesService dependencies,
      TenantsService tenants,
      StatementsService statements,
      InMemoryStore store,
      CanonicalReader reader) {
    return new OperationsOfCallers(
        databases,
        queues,
        dependencies,
        tenants,
        statements,
        new RollupRecount(store, reader, () -> new RollupDerivation(reader, OwnHosts.DEFAULT)));
  }

  @Bean
  OverviewService overview(
      RequestStatistics requests,
      ServicesService services,
      QueuesService queues,
      DatabasesService databases,
      TenantsService tenants,
      InMemoryRollups rollups,
      InMemoryStore store,
      CanonicalReader reader) {
    return new OverviewService(
        requests,
        services,
        queues,
        databases,
        new ThirdPartiesService(rollups),
        tenants,
        store,
        new FailingReader(requests, rollups, store, reader));
  }

  @Bean
  ErrorStates errorStates() {
    return new ContendedErrorStates(
        new InMemoryErrorStates(new InMemoryAuditLog()), change -> change.note().equals(CONTENDED));
  }

  @Bean
  ErrorInbox errorInbox(
      InMemoryRollups rollups,
      InMemoryStore store,
      ErrorStates states,
      CanonicalReader reader,
      InstantSource clock) {
    FailureReader failures = new FailureReader(reader, new ErrorGrouper());
    return new ErrorInbox(
        new ErrorsService(rollups),
        new ErrorHistory(rollups, clock),
        new ErrorSamples(rollups, store, store, failures::groups, failures::group),
        states,
        clock);
  }

  @Bean
  DeployBoard deployBoard(InMemoryRollups rollups, InstantSource clock) {
    return new DeployBoard(
        new InMemoryDeploys(new InMemoryAuditLog()), new VersionsService(rollups), clock);
  }

  /** Telemetry comes as records here. */
  private static final class NoDecoder implements BatchDecoder {
    @Override
    public void decodeSpans(EncodedBatch batch, SpanSink sink) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void decodeLogs(EncodedBatch batch, LogSink sink) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void decodePoints(EncodedBatch batch, PointSink sink) {
      throw new UnsupportedOperationException();
    }
  }
}
