package io.midwatch.query.operations;

import io.midwatch.query.requests.RequestPoint;
import io.midwatch.storage.contract.query.Completeness;
import java.util.List;

/**
 * One customer. Its requests are those that traces attribute to it, wherever the tenant was named.
 *
 * @param series requests and failures over the window; without durations
 * @param services that served it, the most failures first, then by requests
 * @param all requests and failures of everyone, to see whether this customer is alone
 */
public record TenantDetail(
    TenantChange change,
    List<RequestPoint> series,
    List<RequestPoint> seriesBefore,
    List<TenantService> services,
    TenantRow all,
    Completeness completeness) {
  public TenantDetail {
    series = List.copyOf(series);
    seriesBefore = List.copyOf(seriesBefore);
    services = List.copyOf(services);
  }

  /** What one service did for the customer, and for everyone. */
  public record TenantService(
      String service, long requests, long failed, long allRequests, long allFailed) {}
}
