package io.midwatch.query.services;

import io.midwatch.query.requests.RequestFigures;
import io.midwatch.query.requests.RequestPoint;
import java.util.List;

/** One service in a window: now, before, over time, and which versions answered. */
public record ServiceRow(
    String service,
    RequestFigures now,
    RequestFigures before,
    List<RequestPoint> series,
    List<String> versions) {
  public ServiceRow {
    series = List.copyOf(series);
    versions = List.copyOf(versions);
  }
}
