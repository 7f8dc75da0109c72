package io.midwatch.collector.otlp;

import io.midwatch.model.Exemplar;
import io.midwatch.model.MetricDescriptor;
import io.midwatch.model.MetricDescriptor.MetricType;
import io.midwatch.model.MetricDescriptor.Temporality;
import io.midwatch.model.MetricPoint;
import io.midwatch.model.PointValue;
import io.midwatch.model.PointValue.Buckets;
import io.midwatch.model.PointValue.DoublePoint;
import io.midwatch.model.PointValue.ExponentialHistogramPoint;
import io.midwatch.model.PointValue.HistogramPoint;
import io.midwatch.model.PointValue.LongPoint;
import io.midwatch.model.PointValue.NoRecordedValue;
import io.midwatch.model.PointValue.SummaryPoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes points of one metric as an OTLP Metric; field numbers differ from shape to shape. */
final class PointRecordWriter {
  /** Where the five shapes keep what they share. */
  private record Numbers(int data, int attributes, int exemplars, int flags, int min, int max) {
    static Numbers of(MetricType type) {
      return switch (type) {
        case GAUGE -> new Numbers(5, 7, 5, 8, 0, 0);
        case SUM -> new Numbers(7, 7, 5, 8, 0, 0);
        case HISTOGRAM -> new Numbers(9, 9, 8, 10, 11, 12);
        case EXPONENTIAL_HISTOGRAM -> new Numbers(10, 1, 11, 10, 12, 13);
        case SUMMARY -> new Numbers(11, 7, 0, 8, 0, 0);
      };
    }
  }

  private final ProtoWriter writer;
  private final Numbers numbers;

  private PointRecordWriter(ProtoWriter writer, MetricType type) {
    this.writer = writer;
    this.numbers = Numbers.of(type);
  }

  static void write(
      ProtoWriter writer, int field, MetricDescriptor metric, List<MetricPoint> points) {
    int message = writer.open(field);
    RecordValues.text(writer, 1, metric.name());
    RecordValues.text(writer, 2, metric.description());
    RecordValues.text(writer, 3, metric.unit());
    new PointRecordWriter(writer, metric.type()).data(metric, points);
    RecordValues.attributes(writer, 12, metric.metadata());
    writer.close(message);
  }

  private void data(MetricDescriptor metric, List<MetricPoint> points) {
    int data = writer.open(numbers.data());
    points.forEach(this::point);
    if (metric.temporality() != Temporality.UNSPECIFIED) {
      writer.varint(2, metric.temporality() == Temporality.DELTA ? 1 : 2);
    }
    if (metric.monotonic()) {
      writer.varint(3, 1);
    }
    writer.close(data);
  }

  private void point(MetricPoint point) {
    int message = writer.open(1);
    RecordValues.attributes(writer, numbers.attributes(), point.attributes());
    RecordValues.fixed64(writer, 2, point.startTimeUnixNano());
    RecordValues.fixed64(writer, 3, point.timeUnixNano());
    value(point.value());
    point.exemplars().forEach(this::exemplar);
    RecordValues.count(writer, numbers.flags(), point.flags());
    writer.close(message);
  }

  private void value(PointValue value) {
    switch (value) {
      case LongPoint(long number) -> writer.fixed64(6, number);
      case DoublePoint(double number) -> RecordValues.real(writer, 4, number);
      case HistogramPoint histogram -> histogram(histogram);
      case ExponentialHistogramPoint histogram -> exponential(histogram);
      case SummaryPoint summary -> summary(summary);
      case NoRecordedValue _ -> {}
    }
  }

  private void histogram(HistogramPoint histogram) {
    writer.fixed64(4, histogram.count());
    sumAndExtremes(histogram.sum(), histogram.min(), histogram.max());
    histogram.bucketCounts().forEach(count -> writer.fixed64(6, count));
    histogram.bounds().forEach(bound -> RecordValues.real(writer, 7, bound));
  }

  private void exponential(ExponentialHistogramPoint histogram) {
    writer.fixed64(4, histogram.count());
    sumAndExtremes(histogram.sum(), histogram.min(), histogram.max());
    writer.varint(6, zigZag(histogram.scale()));
    writer.fixed64(7, histogram.zeroCount());
    buckets(8, histogram.positive());
    buckets(9, histogram.negative());
    RecordValues.real(writer, 14, histogram.zeroThreshold());
  }

  private void sumAndExtremes(@Nullable Double sum, @Nullable Double min, @Nullable Double max) {
    optional(5, sum);
    optional(numbers.min(), min);
    optional(numbers.max(), max);
  }

  private void optional(int field, @Nullable Double value) {
    if (value != null) {
      RecordValues.real(writer, field, value);
    }
  }

  private void buckets(int field, Buckets buckets) {
    int message = writer.open(field);
    writer.varint(1, zigZag(buckets.offset()));
    buckets.counts().forEach(count -> writer.varint(2, count));
    writer.close(message);
  }

  private void summary(SummaryPoint summary) {
    writer.fixed64(4, summary.count());
    RecordValues.real(writer, 5, summary.sum());
    summary
        .quantiles()
        .forEach(quantile -> {
          int message = writer.open(6);
          RecordValues.real(writer, 1, quantile.quantile());
          RecordValues.real(writer, 2, quantile.value());
          writer.close(message);
        });
  }

  private void exemplar(Exemplar exemplar) {
    int message = writer.open(numbers.exemplars());
    RecordValues.fixed64(writer, 2, exemplar.timeUnixNano());
    switch (exemplar.value()) {
      case LongPoint(long number) -> writer.fixed64(6, number);
      case DoublePoint(double number) -> RecordValues.real(writer, 3, number);
      default -> throw new IllegalStateException("an exemplar holds a number");
    }
    RecordValues.spanId(writer, 4, exemplar.spanId());
    RecordValues.traceId(writer, 5, exemplar.traceId());
    RecordValues.attributes(writer, 7, exemplar.filteredAttributes());
    writer.close(message);
  }

  private static long zigZag(int value) {
    return (value << 1 ^ value >> 31) & 0xffff_ffffL;
  }
}
