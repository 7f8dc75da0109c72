package io.midwatch.query.operations;

import io.midwatch.query.requests.RequestFigures;
import io.midwatch.query.requests.RequestPoint;
import io.midwatch.storage.contract.query.Completeness;
import java.util.List;

/**
 * Calls of a database or of a host outside, as its callers see them: figures count calls where
 * those of a service count requests.
 *
 * @param callers the most time spent first
 */
public record Calls(
    RequestFigures now,
    RequestFigures before,
    List<RequestPoint> series,
    List<RequestPoint> seriesBefore,
    List<CallerRow> callers,
    Completeness completeness) {
  public Calls {
    series = List.copyOf(series);
    seriesBefore = List.copyOf(seriesBefore);
    callers = List.copyOf(callers);
  }
}
