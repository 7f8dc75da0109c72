package io.midwatch.query.overview;

import io.midwatch.query.ingest.CompleteTo;
import io.midwatch.query.ingest.Received;
import io.midwatch.query.operations.DatabasesService;
import io.midwatch.query.operations.QueuesService;
import io.midwatch.query.operations.Tenants;
import io.midwatch.query.operations.TenantsService;
import io.midwatch.query.operations.ThirdPartiesService;
import io.midwatch.query.requests.RequestFigures;
import io.midwatch.query.requests.RequestPoint;
import io.midwatch.query.requests.RequestStatistics;
import io.midwatch.query.requests.RequestStatistics.Groups;
import io.midwatch.query.services.ServicesService;
import io.midwatch.query.services.ServicesService.Services;
import io.midwatch.query.window.Listed;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.Completeness;
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
      FailingReader failing) {
    this.requests = requests;
    this.services = services;
    this.queues = queues;
    this.databases = databases;
    this.thirdParties = thirdParties;
    this.tenants = tenants;
    this.status = status;
    this.failing = failing;
  }

  /** A part that the store cannot read stands empty, and {@link Overview#unread} says so. */
  public Overview overview(Window window) {
    PartReading parts = new PartReading();
    Totals totals = parts.read(OverviewPart.REQUESTS, () -> totals(window), Totals::completeness);
    Services all =
        parts.read(OverviewPart.SERVICES, () -> services.services(window), Services::completeness);
    Tenants hit =
        parts.read(OverviewPart.TENANTS, () -> tenants.tenants(window), Tenants::completeness);
    return new Overview(
        window,
        totals == null ? RequestFigures.NONE : totals.now().single(),
        totals == null ? RequestFigures.NONE : totals.before().single(),
        totals == null ? List.of() : totals.series().rows(),
        totals == null ? List.of() : totals.seriesBefore().rows(),
        parts.rows(OverviewPart.FAILING, () -> failing.failing(window)),
        all == null ? List.of() : all.rows(),
        parts.rows(OverviewPart.ENDPOINTS, () -> services.endpoints(window)),
        parts.rows(OverviewPart.QUEUES, () -> queues.queues(window)),
        parts.rows(OverviewPart.DATABASES, () -> databases.databases(window)),
        parts.rows(OverviewPart.THIRD_PARTIES, () -> thirdParties.thirdParties(window)),
        hit == null ? Tenants.NONE : hit,
        CompleteTo.of(status.progress().stream().filter(source -> !source.isSelf()).toList()),
        Received.fromOthers(status),
        parts.completeness(),
        parts.unread());
  }

  /** All requests of a window and of the one before. */
  private record Totals(
      Groups now, Groups before, Listed<RequestPoint> series, Listed<RequestPoint> seriesBefore) {
    private Completeness completeness() {
      return now.completeness()
          .and(before.completeness())
          .and(series.completeness())
          .and(seriesBefore.completeness());
    }
  }

  private Totals totals(Window window) {
    return new Totals(
        requests.total(window),
        requests.total(window.reference()),
        requests.series(window),
        requests.series(window.reference()));
  }
}
