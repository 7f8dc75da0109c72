package io.midwatch.api.json;

import io.midwatch.query.requests.RequestPoint;
import java.util.List;

/** Figures of one step of time; a step without requests is absent. */
public record RequestPointJson(String startUnixNano, FiguresJson figures) {
  public static List<RequestPointJson> of(List<RequestPoint> points) {
    return points.stream()
        .map(point ->
            new RequestPointJson(
                Nanos.text(point.startUnixNano()), FiguresJson.of(point.figures())))
        .toList();
  }
}
