package io.midwatch.api.services;

import io.midwatch.api.json.FiguresJson;
import io.midwatch.query.services.EndpointRow;
import io.midwatch.query.text.PathId;

/** One endpoint of a service, now and in the period of equal length just before. */
public record EndpointJson(
    String service, String endpoint, String id, String kind, FiguresJson now, FiguresJson before) {
  public static EndpointJson of(EndpointRow row) {
    return new EndpointJson(
        row.service(),
        row.endpoint(),
        PathId.of(row.endpoint()),
        row.kind(),
        FiguresJson.of(row.now()),
        FiguresJson.of(row.before()));
  }
}
