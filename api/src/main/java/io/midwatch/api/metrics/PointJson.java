package io.midwatch.api.metrics;

import io.midwatch.api.json.Nanos;
import io.midwatch.api.json.TypedJson;
import io.midwatch.model.Exemplar;
import io.midwatch.model.PointValue;
import io.midwatch.model.SpanId;
import io.midwatch.model.TraceId;
import io.midwatch.storage.contract.query.Series.Sample;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One point. The value is a number, or an object for histograms and summaries with the names of
 * OTLP, or null where the series ended.
 *
 * @param startTimeUnixNano "0" when not sent
 */
record PointJson(
    String startTimeUnixNano,
    String timeUnixNano,
    int flags,
    @Nullable Object value,
    List<ExemplarJson> exemplars) {

  record ExemplarJson(
      String timeUnixNano,
      @Nullable Object value,
      Map<String, @Nullable Object> filteredAttributes,
      @Nullable String traceId,
      @Nullable String spanId) {
    private static ExemplarJson of(Exemplar exemplar) {
      TraceId traceId = exemplar.traceId();
      SpanId spanId = exemplar.spanId();
      return new ExemplarJson(
          Nanos.text(exemplar.timeUnixNano()),
          PointJson.value(exemplar.value()),
          TypedJson.of(exemplar.filteredAttributes()),
          traceId == null ? null : traceId.hex(),
          spanId == null ? null : spanId.hex());
    }
  }

  record HistogramJson(
      long count,
      @Nullable Object sum,
      @Nullable Object min,
      @Nullable Object max,
      List<Object> explicitBounds,
      List<Long> bucketCounts) {}

  record ExponentialHistogramJson(
      long count,
      @Nullable Object sum,
      @Nullable Object min,
      @Nullable Object max,
      int scale,
      long zeroCount,
      Object zeroThreshold,
      PointValue.Buckets positive,
      PointValue.Buckets negative) {}

  record SummaryJson(long count, Object sum, List<QuantileJson> quantileValues) {}

  record QuantileJson(double quantile, Object value) {}

  static PointJson of(Sample sample) {
    return new PointJson(
        Nanos.text(sample.startTimeUnixNano()),
        Nanos.text(sample.timeUnixNano()),
        sample.flags(),
        value(sample.value()),
        sample.exemplars().stream().map(ExemplarJson::of).toList());
  }

  private static @Nullable Object value(PointValue value) {
    return switch (value) {
      case PointValue.LongPoint(long number) -> number;
      case PointValue.DoublePoint(double number) -> TypedJson.number(number);
      case PointValue.HistogramPoint histogram ->
          new HistogramJson(
              histogram.count(),
              number(histogram.sum()),
              number(histogram.min()),
              number(histogram.max()),
              histogram.bounds().stream().map(TypedJson::number).toList(),
              histogram.bucketCounts());
      case PointValue.ExponentialHistogramPoint histogram ->
          new ExponentialHistogramJson(
              histogram.count(),
              number(histogram.sum()),
              number(histogram.min()),
              number(histogram.max()),
              histogram.scale(),
              histogram.zeroCount(),
              TypedJson.number(histogram.zeroThreshold()),
              histogram.positive(),
              histogram.negative());
      case PointValue.SummaryPoint(long count, double sum, List<PointValue.Quantile> quantiles) ->
          new SummaryJson(
              count,
              TypedJson.number(sum),
              quantiles.stream()
                  .map(one -> new QuantileJson(one.quantile(), TypedJson.number(one.value())))
                  .toList());
      case PointValue.NoRecordedValue _ -> null;
    };
  }

  private static @Nullable Object number(@Nullable Double number) {
    return number == null ? null : TypedJson.number(number);
  }
}
