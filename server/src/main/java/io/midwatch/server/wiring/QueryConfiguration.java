package io.midwatch.server.wiring;

import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.query.ingest.IngestStatusService;
import io.midwatch.query.ledger.LedgerService;
import io.midwatch.query.logs.LogsService;
import io.midwatch.query.metrics.MetricsService;
import io.midwatch.query.operations.DatabasesService;
import io.midwatch.query.operations.MetricLookup;
import io.midwatch.query.operations.QueuesService;
import io.midwatch.query.operations.TenantsService;
import io.midwatch.query.operations.ThirdPartiesService;
import io.midwatch.query.overview.OverviewService;
import io.midwatch.query.requests.RequestStatistics;
import io.midwatch.query.requests.RollupRequests;
import io.midwatch.query.requests.SpanRequests;
import io.midwatch.query.services.ServicesService;
import io.midwatch.query.traces.TracesService;
import io.midwatch.query.window.ChoicesService;
import io.midwatch.storage.contract.control.IngestLedger;
import io.midwatch.storage.contract.read.LogReader;
import io.midwatch.storage.contract.read.MetricReader;
import io.midwatch.storage.contract.read.SpanReader;
import io.midwatch.storage.contract.read.StoreStatus;
import io.midwatch.storage.contract.rollup.RollupReader;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The questions pages and API ask, over whichever store there is. */
@Configuration(proxyBeanMethods = false)
class QueryConfiguration {

  @Bean
  RequestStatistics requestStatistics(RollupReader rollups, SpanReader spans) {
    return new RequestStatistics(new RollupRequests(rollups), new SpanRequests(spans));
  }

  @Bean
  ServicesService servicesService(RequestStatistics requests, SpanReader spans) {
    return new ServicesService(requests, spans);
  }

  @Bean
  MetricLookup metricLookup(MetricReader metrics) {
    return new MetricLookup(metrics);
  }

  @Bean
  QueuesService queuesService(RollupReader rollups, MetricLookup metrics) {
    return new QueuesService(rollups, metrics);
  }

  @Bean
  DatabasesService databasesService(RollupReader rollups, MetricLookup metrics) {
    return new DatabasesService(rollups, metrics);
  }

  @Bean
  ThirdPartiesService thirdPartiesService(RollupReader rollups) {
    return new ThirdPartiesService(rollups);
  }

  @Bean
  TenantsService tenantsService(RollupReader rollups) {
    return new TenantsService(rollups);
  }

  @Bean
  ChoicesService choicesService(RollupReader rollups, InstantSource clock) {
    return new ChoicesService(rollups, clock);
  }

  @Bean
  TracesService tracesService(SpanReader spans, LogReader logs, CanonicalReader reader) {
    return new TracesService(spans, logs, reader);
  }

  @Bean
  IngestStatusService ingestStatusService(StoreStatus store, IngestLedger ledger) {
    return new IngestStatusService(store, ledger);
  }

  @Bean
  LogsService logsService(LogReader logs) {
    return new LogsService(logs);
  }

  @Bean
  MetricsService metricsService(MetricReader metrics) {
    return new MetricsService(metrics);
  }

  @Bean
  LedgerService ledgerService(IngestLedger ledger, StoreStatus status) {
    return new LedgerService(ledger, status);
  }

  @Bean
  OverviewService overviewService(
      RequestStatistics requests,
      ServicesService services,
      QueuesService queues,
      DatabasesService databases,
      ThirdPartiesService thirdParties,
      TenantsService tenants,
      StoreStatus status,
      SpanReader spans,
      CanonicalReader reader) {
    return new OverviewService(
        requests, services, queues, databases, thirdParties, tenants, status, spans, reader);
  }
}
