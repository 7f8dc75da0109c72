package io.midwatch.query.overview;

import io.midwatch.query.operations.DatabaseRow;
import io.midwatch.query.operations.QueueRow;
import io.midwatch.query.operations.Tenants;
import io.midwatch.query.operations.ThirdPartyRow;
import io.midwatch.query.requests.RequestFigures;
import io.midwatch.query.requests.RequestPoint;
import io.midwatch.query.services.EndpointRow;
import io.midwatch.query.services.ServiceRow;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.Completeness;
import java.util.List;
import java.util.Map;

/**
 * Everything the first screen shows, from one reading of the store.
 *
 * @param endpoints the costliest in total time first
 * @param completeToUnixNano how far the data has come, 0 when nothing came
 * @param everReceived whether anything was ever received from others than Midwatch itself
 * @param completeness of all parts; not complete when one was not read
 * @param unread why the store could not read a part, which then stands empty
 */
public record Overview(
    Window window,
    RequestFigures now,
    RequestFigures before,
    List<RequestPoint> series,
    List<RequestPoint> seriesBefore,
    List<FailingNow> failing,
    List<ServiceRow> services,
    List<EndpointRow> endpoints,
    List<QueueRow> queues,
    List<DatabaseRow> databases,
    List<ThirdPartyRow> thirdParties,
    Tenants tenants,
    long completeToUnixNano,
    boolean everReceived,
    Completeness completeness,
    Map<OverviewPart, String> unread) {
  public Overview {
    series = List.copyOf(series);
    seriesBefore = List.copyOf(seriesBefore);
    failing = List.copyOf(failing);
    services = List.copyOf(services);
    endpoints = List.copyOf(endpoints);
    queues = List.copyOf(queues);
    databases = List.copyOf(databases);
    thirdParties = List.copyOf(thirdParties);
    unread = Map.copyOf(unread);
  }
}
