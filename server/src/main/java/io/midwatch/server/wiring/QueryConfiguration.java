package io.midwatch.server.wiring;

import io.midwatch.derive.OwnHosts;
import io.midwatch.derive.RollupDerivation;
import io.midwatch.derive.SpanStatements;
import io.midwatch.derive.trace.JoinLimits;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.query.ingest.IngestStatusService;
import io.midwatch.query.ingest.SendersService;
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
import io.midwatch.query.operations.TenantUsers;
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
import io.midwatch.query.timing.TimingService;
import io.midwatch.query.traces.TracesService;
import io.midwatch.query.traces.UsualTraces;
import io.midwatch.query.window.ChoicesService;
import io.midwatch.query.window.History;
import io.midwatch.storage.contract.answer.recount.RollupRecount;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The questions pages and API ask, over whichever store there is. */
@Configuration(proxyBeanMethods = false)
class QueryConfiguration {
  /** Spans of one answer come by their start: a long call may wait longer than in the log. */
  private static final JoinLimits RECOUNT_LIMITS =
      new JoinLimits(Duration.ofMinutes(15), 64L << 20);

  @Bean
  RequestStatistics requestStatistics(StorePorts store) {
    return new RequestStatistics(
        new RollupRequests(store.rollups()), new SpanRequests(store.spans()));
  }

  @Bean
  ServicesService servicesService(RequestStatistics requests, StorePorts store) {
    return new ServicesService(requests, store.spans());
  }

  @Bean
  MetricLookup metricLookup(StorePorts store) {
    return new MetricLookup(store.metrics());
  }

  @Bean
  QueuesService queuesService(StorePorts store, MetricLookup metrics) {
    return new QueuesService(store.rollups(), metrics);
  }

  @Bean
  DatabasesService databasesService(StorePorts store, MetricLookup metrics) {
    return new DatabasesService(store.rollups(), metrics);
  }

  @Bean
  PoolsReader poolsReader(MetricLookup metrics) {
    return new PoolsReader(metrics);
  }

  @Bean
  CachesService cachesService(MetricLookup metrics) {
    return new CachesService(metrics);
  }

  @Bean
  StatementsService statementsService(StorePorts store, CanonicalReader reader) {
    return new StatementsService(
        store.rollups(), store.spans(), reader, new SpanStatements(reader)::id);
  }

  @Bean
  DependenciesService dependenciesService(StorePorts store) {
    return new DependenciesService(store.rollups());
  }

  @Bean
  TimingService timingService(
      StorePorts store, CanonicalReader reader, DependenciesService dependencies) {
    return new TimingService(store.spans(), reader, dependencies);
  }

  @Bean
  ThirdPartiesService thirdPartiesService(StorePorts store) {
    return new ThirdPartiesService(store.rollups());
  }

  @Bean
  TenantsService tenantsService(StorePorts store) {
    return new TenantsService(store.rollups());
  }

  /** Of one tenant or version; what it remembers meanwhile is bounded, as the store's own is. */
  @Bean
  OperationsOfCallers operationsOfCallers(
      StorePorts store,
      CanonicalReader reader,
      DatabasesService databases,
      QueuesService queues,
      DependenciesService dependencies,
      TenantsService tenants,
      StatementsService statements) {
    return new OperationsOfCallers(
        databases,
        queues,
        dependencies,
        tenants,
        statements,
        new RollupRecount(
            store.spans(),
            reader,
            () -> new RollupDerivation(reader, OwnHosts.DEFAULT, RECOUNT_LIMITS)));
  }

  @Bean
  TenantUsers tenantUsers(StorePorts store, RequestStatistics requests) {
    return new TenantUsers(store.spans(), requests);
  }

  @Bean
  History history(StorePorts store) {
    return new History(store.rollups());
  }

  @Bean
  ChoicesService choicesService(StorePorts store, InstantSource clock) {
    return new ChoicesService(store.rollups(), clock);
  }

  @Bean
  TracesService tracesService(StorePorts store, CanonicalReader reader) {
    return new TracesService(store.spans(), store.logs(), reader);
  }

  @Bean
  UsualTraces usualTraces(StorePorts store, CanonicalReader reader) {
    return new UsualTraces(store.spans(), reader);
  }

  @Bean
  IngestStatusService ingestStatusService(StorePorts store) {
    return new IngestStatusService(store.status(), store.ledger());
  }

  @Bean
  SendersService sendersService(StorePorts store) {
    return new SendersService(store.spans(), store.logs());
  }

  @Bean
  LogsService logsService(StorePorts store) {
    return new LogsService(store.logs());
  }

  @Bean
  LogPatternsService logPatternsService(LogsService logs, CanonicalReader reader) {
    return new LogPatternsService(logs, reader);
  }

  @Bean
  MetricsService metricsService(StorePorts store) {
    return new MetricsService(store.metrics());
  }

  @Bean
  PromqlEngine promqlEngine(StorePorts store) {
    return new PromqlEngine(
        new PromqlStore(store.metrics(), store.rollups()), PromqlOptions.DEFAULT);
  }

  @Bean
  PromqlCatalog promqlCatalog(StorePorts store) {
    return new PromqlCatalog(store.metrics(), store.rollups());
  }

  @Bean
  LedgerService ledgerService(StorePorts store) {
    return new LedgerService(store.ledger(), store.status());
  }

  @Bean
  OverviewService overviewService(
      RequestStatistics requests,
      ServicesService services,
      QueuesService queues,
      DatabasesService databases,
      ThirdPartiesService thirdParties,
      TenantsService tenants,
      StorePorts store,
      CanonicalReader reader) {
    return new OverviewService(
        requests,
        services,
        queues,
        databases,
        thirdParties,
        tenants,
        store.status(),
        new FailingReader(requests, store.rollups(), store.spans(), reader));
  }
}
