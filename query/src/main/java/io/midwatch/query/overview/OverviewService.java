package io.midwatch.query.overview;

import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.query.operations.DatabasesService;
import io.midwatch.query.operations.QueuesService;
import io.midwatch.query.operations.Tenants;
import io.midwatch.query.operations.TenantsService;
import io.midwatch.query.operations.ThirdPartiesService;
import io.midwatch.query.requests.RequestStatistics;
import io.midwatch.query.requests.RequestStatistics.Groups;
import io.midwatch.query.services.ServicesService;
import io.midwatch.query.services.ServicesService.Services;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.SourceProgress;
import io.midwatch.storage.contract.read.SpanReader;
import io.midwatch.storage.contract.read.StoreStatus;
import java.util.List;

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
    Groups now = requests.groups(window, List.of());
    Services all = services.services(window);
    Tenants hit = tenants.tenants(window);
    List<SourceProgress> progress = status.progress();
    return new Overview(
        window,
        now.single(),
        requests.total(window.previous()),
        requests.series(window),
        requests.series(window.previous()),
        failing.failing(window),
        all.rows(),
        services.endpoints(window),
        queues.queues(window),
        databases.databases(window),
        thirdParties.thirdParties(window),
        hit,
        progress.stream().mapToLong(SourceProgress::latestItemUnixNano).max().orElse(0),
        !progress.isEmpty(),
        now.completeness().and(hit.completeness()));
  }
}
