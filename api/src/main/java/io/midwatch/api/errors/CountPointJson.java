package io.midwatch.api.errors;

import io.midwatch.api.json.Nanos;
import io.midwatch.query.errors.ErrorPoint;
import java.util.List;

/** Occurrences in one step of a chart; steps without any are absent. */
record CountPointJson(String startUnixNano, long count) {
  static List<CountPointJson> of(List<ErrorPoint> points) {
    return points.stream()
        .map(point -> new CountPointJson(Nanos.text(point.startUnixNano()), point.count()))
        .toList();
  }
}
