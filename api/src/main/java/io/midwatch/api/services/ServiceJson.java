package io.midwatch.api.services;

import io.midwatch.api.json.FiguresJson;
import io.midwatch.api.json.RequestPointJson;
import io.midwatch.query.services.ServiceRow;
import io.midwatch.query.text.PathId;
import java.util.List;

/**
 * One service in a window.
 *
 * @param id how it is named in paths
 * @param before the period of equal length just before
 * @param versions that answered in the window
 */
public record ServiceJson(
    String service,
    String id,
    FiguresJson now,
    FiguresJson before,
    List<RequestPointJson> series,
    List<String> versions) {
  public static ServiceJson of(ServiceRow row) {
    return new ServiceJson(
        row.service(),
        PathId.ofService(row.service()),
        FiguresJson.of(row.now()),
        FiguresJson.of(row.before()),
        RequestPointJson.of(row.series()),
        row.versions());
  }
}
