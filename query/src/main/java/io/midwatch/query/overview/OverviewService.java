package io.midwatch.query.overview;

import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.query.ingest.CompleteTo;
import io.midwatch.query.operations.DatabaseRow;
import io.midwatch.query.operations.DatabasesService;
import io.midwatch.query.operations.QueueRow;
import io.midwatch.query.operations.QueuesService;
import io.midwatch.query.operations.Tenants;
import io.midwatch.query.operations.TenantsService;
import io.midwatch.query.operations.ThirdPartiesService;
import io.midwatch.query.operations.ThirdPartyRow;
import io.midwatch.query.requests.RequestPoint;
import io.midwatch.query.requests.RequestStatistics;
import io.midwatch.query.requests.RequestStatistics.Groups;
import io.midwatch.query.services.EndpointRow;
import io.midwatch.query.services.ServicesService;
import io.midwatch.query.services.ServicesService.Services;
import io.midwatch.query.window.Listed;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.SourceProgress;
import io.midwatch.storage.contract.read.SpanReader;
import io.midwatch.storage.contract.read.StoreStatus;
import java.util.List;
import java.util.stream.Stream;

/** Answers the first screen: what fails now, where, how often, is it worse, and whom it hits. */
public final class OverviewService {
  private final RequestStatistics requests;
  private final ServicesService services;
  private final QueuesService queues;
  private final DatabasesService databases;
  private final ThirdPartiesService thirdParties;
  private final TenantsService tenants;
  private final StoreStatus status;
  private final FailingReader failing;

  public OverviewService(
      RequestStatistics requests,
      ServicesService services,
      QueuesService queues,
      DatabasesService databases,
      ThirdPartiesService thirdParties,
      TenantsService tenants,
      StoreStatus status,
      SpanReader spans,
      CanonicalReader reader) {
    this.requests = requests;
    this.services = services;
    this.queues = queues;
    this.databases = databases;
    this.thirdParties = thirdParties;
    this.tenants = tenants;
    this.status = status;
    this.failing = new FailingReader(requests, spans, reader);
  }

  public Overview overview(Window window) {
    Groups now = requests.total(window);
    Groups before = requests.total(window.previous());
    Listed<RequestPoint> series = requests.series(window);
    Listed<RequestPoint> seriesBefore = requests.series(window.previous());
    Services all = services.services(window);
    Tenants hit = tenants.tenants(window);
    Listed<FailingNow> failed = failing.failing(window);
    Listed<EndpointRow> endpoints = services.endpoints(window);
    Listed<QueueRow> waiting = queues.queues(window);
    Listed<DatabaseRow> called = databases.databases(window);
    Listed<ThirdPartyRow> outside = thirdParties.thirdParties(window);
    List<SourceProgress> progress = status.progress();
    return new Overview(
        window,
        now.single(),
        before.single(),
        series.rows(),
        seriesBefore.rows(),
        failed.rows(),
        all.rows(),
        endpoints.rows(),
        waiting.rows(),
        called.rows(),
        outside.rows(),
        hit,
        CompleteTo.of(progress),
        !progress.isEmpty(),
        Stream.of(
                before.completeness(),
                series.completeness(),
                seriesBefore.completeness(),
                all.completeness(),
                hit.completeness(),
                failed.completeness(),
                endpoints.completeness(),
                waiting.completeness(),
                called.completeness(),
                outside.completeness())
            .reduce(now.completeness(), Completeness::and));
  }
}
