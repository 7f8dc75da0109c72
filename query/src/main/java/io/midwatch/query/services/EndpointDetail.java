package io.midwatch.query.services;

import io.midwatch.query.requests.LatencyMap;
import io.midwatch.query.requests.RequestFigures;
import io.midwatch.query.requests.RequestGroup;
import io.midwatch.query.requests.RequestPoint;
import io.midwatch.storage.contract.query.Completeness;
import java.util.List;

/**
 * One endpoint of a service.
 *
 * @param latency empty for one tenant, whom rollups do not split durations by
 * @param byVersion figures per version, the busiest first; keys hold the version, empty when not
 *     sent
 */
public record EndpointDetail(
    String service,
    String endpoint,
    RequestFigures now,
    RequestFigures before,
    List<RequestPoint> series,
    List<RequestPoint> seriesBefore,
    LatencyMap latency,
    List<RequestGroup> byVersion,
    Completeness completeness) {
  public EndpointDetail {
    series = List.copyOf(series);
    seriesBefore = List.copyOf(seriesBefore);
    byVersion = List.copyOf(byVersion);
  }
}
