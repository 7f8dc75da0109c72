package io.midwatch.api.overview;

import io.midwatch.api.json.FiguresJson;
import io.midwatch.api.json.Nanos;
import io.midwatch.api.json.RequestPointJson;
import io.midwatch.api.json.TrustJson;
import io.midwatch.api.json.WindowJson;
import io.midwatch.api.operations.DatabaseJson;
import io.midwatch.api.operations.QueueJson;
import io.midwatch.api.operations.TenantsJson;
import io.midwatch.api.operations.ThirdPartyJson;
import io.midwatch.api.services.EndpointJson;
import io.midwatch.api.services.ServiceJson;
import io.midwatch.query.overview.Overview;
import java.util.List;

/**
 * Everything the first screen shows.
 *
 * @param everReceived false when no telemetry ever came: figures of zero then mean nothing
 * @param completeToUnixNano newest item time received, 0 when nothing came
 * @param failing what fails now, the most users hit first
 * @param endpoints the costliest in total time first
 */
record OverviewJson(
    WindowJson window,
    boolean everReceived,
    String completeToUnixNano,
    FiguresJson now,
    FiguresJson before,
    List<RequestPointJson> series,
    List<RequestPointJson> seriesBefore,
    List<FailingJson> failing,
    List<ServiceJson> services,
    List<EndpointJson> endpoints,
    List<QueueJson> queues,
    List<DatabaseJson> databases,
    List<ThirdPartyJson> thirdParties,
    TenantsJson tenants,
    TrustJson completeness) {
  static OverviewJson of(Overview overview) {
    return new OverviewJson(
        WindowJson.of(overview.window()),
        overview.everReceived(),
        Nanos.text(overview.completeToUnixNano()),
        FiguresJson.of(overview.now()),
        FiguresJson.of(overview.before()),
        RequestPointJson.of(overview.series()),
        RequestPointJson.of(overview.seriesBefore()),
        overview.failing().stream().map(FailingJson::of).toList(),
        overview.services().stream().map(ServiceJson::of).toList(),
        overview.endpoints().stream().map(EndpointJson::of).toList(),
        overview.queues().stream().map(QueueJson::of).toList(),
        overview.databases().stream().map(DatabaseJson::of).toList(),
        overview.thirdParties().stream().map(ThirdPartyJson::of).toList(),
        TenantsJson.of(overview.window(), overview.tenants()),
        TrustJson.of(overview.completeness()));
  }
}
