package io.midwatch.query.services;

import io.midwatch.query.requests.RequestFigures;
import io.midwatch.query.requests.RequestPoint;
import io.midwatch.query.requests.RequestStatistics.Points;
import io.midwatch.storage.contract.query.Completeness;
import java.util.List;

/**
 * One service.
 *
 * @param byVersion a series per version; keys hold the version, empty when not sent
 */
public record ServiceDetail(
    String service,
    RequestFigures now,
    RequestFigures before,
    List<RequestPoint> series,
    List<RequestPoint> seriesBefore,
    List<Points> byVersion,
    List<EndpointRow> endpoints,
    List<InstanceRow> instances,
    Completeness completeness) {
  public ServiceDetail {
    series = List.copyOf(series);
    seriesBefore = List.copyOf(seriesBefore);
    byVersion = List.copyOf(byVersion);
    endpoints = List.copyOf(endpoints);
    instances = List.copyOf(instances);
  }
}
