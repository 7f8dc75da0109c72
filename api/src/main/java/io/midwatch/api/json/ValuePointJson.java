package io.midwatch.api.json;

import io.midwatch.query.operations.ValuePoint;
import java.util.List;

/** One value at one time. */
public record ValuePointJson(String timeUnixNano, Object value) {
  public static List<ValuePointJson> of(List<ValuePoint> points) {
    return points.stream()
        .map(point ->
            new ValuePointJson(Nanos.text(point.timeUnixNano()), TypedJson.number(point.value())))
        .toList();
  }
}
