package io.midwatch.query.operations;

import io.midwatch.model.semconv.CanonicalMetric;
import io.midwatch.model.semconv.MetricReading;
import io.midwatch.storage.contract.query.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A series and how it is read; its numbers are in the unit of its metric. */
record ReadSeries(Series series, MetricReading reading) {

  CanonicalMetric metric() {
    return reading.metric();
  }

  /** Of the points, then of the resource; empty without. */
  String label(String canonicalKey) {
    return reading.label(canonicalKey);
  }

  /** The deployment environment, under its new name or its old one; empty without. */
  String environment() {
    String environment = label("deployment.environment.name");
    return environment.isEmpty() ? label("deployment.environment") : environment;
  }

  /** The numbers in the metric's unit, in the order of time. */
  List<ValuePoint> numbers() {
    List<ValuePoint> sent = MetricLookup.numbers(series);
    return reading.factor() == 1
        ? sent
        : sent.stream()
            .map(point -> new ValuePoint(point.timeUnixNano(), point.value() * reading.factor()))
            .toList();
  }

  /**
   * Of series that one sender sends under an old and a new name, or by two instruments at once,
   * only the newest names: counting both would double everything. Series of one sender and one
   * metric are taken or left together.
   */
  static <K> List<ReadSeries> newest(List<ReadSeries> series, Function<ReadSeries, K> sender) {
    record Sent<K>(K sender, CanonicalMetric metric) {}
    Map<Sent<K>, Integer> newest = new HashMap<>();
    for (ReadSeries one : series) {
      newest.merge(
          new Sent<>(sender.apply(one), one.metric()), one.reading().generation(), Math::min);
    }
    List<ReadSeries> kept = new ArrayList<>();
    for (ReadSeries one : series) {
      Sent<K> sent = new Sent<>(sender.apply(one), one.metric());
      if (one.reading().generation() == newest.getOrDefault(sent, -1)) {
        kept.add(one);
      }
    }
    return kept;
  }

  /** Those of one metric. */
  static List<ReadSeries> of(List<ReadSeries> series, CanonicalMetric metric) {
    return series.stream().filter(one -> one.metric() == metric).toList();
  }
}
