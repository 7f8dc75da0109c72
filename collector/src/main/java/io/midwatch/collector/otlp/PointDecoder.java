package io.midwatch.collector.otlp;

import static io.midwatch.collector.otlp.ProtoCursor.LENGTH_DELIMITED;
import static io.midwatch.collector.otlp.ProtoCursor.VARINT;

import io.midwatch.model.MetricDescriptor.MetricType;
import io.midwatch.model.MetricDescriptor.Temporality;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.contract.write.MetricHeader;
import io.midwatch.storage.contract.write.PointSink;
import org.jspecify.annotations.Nullable;

/**
 * Reads the metric points of one batch into a sink; case labels are tags. A metric is announced
 * when its first accepted point comes.
 */
final class PointDecoder {
  private final EncodedBatch batch;
  private final PointSink sink;
  private final SinkValues values = new SinkValues();
  private final GroupReader groups;
  private final MetricHeader metric = new MetricHeader();
  private final PointReader points;
  private int items;
  private boolean announced;
  private int metricStart;

  PointDecoder(EncodedBatch batch, PointSink sink) {
    this.batch = batch;
    this.sink = sink;
    this.groups = new GroupReader(batch.body(), sink, values);
    this.points = new PointReader(sink, values);
  }

  void decode() {
    groups.read(this::metric);
  }

  private void metric(ProtoCursor cursor) {
    metric.clear();
    metricStart = cursor.position();
    while (cursor.next()) {
      switch (cursor.tag()) {
        case 1 << 3 | LENGTH_DELIMITED -> SinkValues.slice(cursor, metric.name);
        case 2 << 3 | LENGTH_DELIMITED -> SinkValues.slice(cursor, metric.description);
        case 3 << 3 | LENGTH_DELIMITED -> SinkValues.slice(cursor, metric.unit);
        default -> cursor.skip();
      }
    }
    cursor.rewind(metricStart);
    int metricEnd = cursor.limit();
    while (cursor.next()) {
      MetricType type = cursor.wireType() == LENGTH_DELIMITED ? type(cursor.field()) : null;
      if (type == null) {
        cursor.skip();
      } else {
        int outer = cursor.enter();
        data(cursor, type, metricEnd);
        cursor.leave(outer);
      }
    }
  }

  private static @Nullable MetricType type(int field) {
    return switch (field) {
      case 5 -> MetricType.GAUGE;
      case 7 -> MetricType.SUM;
      case 9 -> MetricType.HISTOGRAM;
      case 10 -> MetricType.EXPONENTIAL_HISTOGRAM;
      case 11 -> MetricType.SUMMARY;
      default -> null;
    };
  }

  private void data(ProtoCursor cursor, MetricType type, int metricEnd) {
    metric.type = type;
    metric.temporality = Temporality.UNSPECIFIED;
    metric.monotonic = false;
    announced = false;
    int start = cursor.position();
    while (cursor.next()) {
      switch (cursor.tag()) {
        case 2 << 3 | VARINT -> metric.temporality = temporality(type, cursor.varint());
        case 3 << 3 | VARINT -> metric.monotonic = cursor.varint() != 0 && type == MetricType.SUM;
        default -> cursor.skip();
      }
    }
    cursor.rewind(start);
    while (cursor.next()) {
      if (cursor.tag() == (1 << 3 | LENGTH_DELIMITED)) {
        int outer = cursor.enter();
        point(cursor, type, metricEnd);
        cursor.leave(outer);
      } else {
        cursor.skip();
      }
    }
  }

  private static Temporality temporality(MetricType type, long number) {
    if (type == MetricType.GAUGE || type == MetricType.SUMMARY) {
      return Temporality.UNSPECIFIED;
    }
    return number == 1
        ? Temporality.DELTA
        : number == 2 ? Temporality.CUMULATIVE : Temporality.UNSPECIFIED;
  }

  private void point(ProtoCursor cursor, MetricType type, int metricEnd) {
    int item = items++;
    if (batch.rejected().contains(item)) {
      return;
    }
    if (!announced) {
      groups.announce();
      ProtoCursor whole = new ProtoCursor(cursor.buffer(), metricStart, metricEnd);
      values.attributes(whole, 12, sink.metric(metric));
      announced = true;
    }
    points.read(cursor, type, item);
  }
}
