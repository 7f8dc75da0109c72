package io.midwatch.collector.otlp;

import static io.midwatch.collector.otlp.ProtoCursor.FIXED64;
import static io.midwatch.collector.otlp.ProtoCursor.LENGTH_DELIMITED;
import static io.midwatch.collector.otlp.ProtoCursor.VARINT;

import io.midwatch.model.MetricDescriptor.MetricType;
import io.midwatch.storage.contract.write.PointHeader;
import io.midwatch.storage.contract.write.PointHeader.Kind;
import io.midwatch.storage.contract.write.PointSink;
import java.util.Arrays;

/** Reads single metric points of the five shapes; case labels are tags. Reuses its header. */
final class PointReader {
  private static final int NO_RECORDED_VALUE = 1;

  private final PointSink sink;
  private final SinkValues values;
  private final PointHeader header = new PointHeader();
  private final IdBits id = new IdBits();

  PointReader(PointSink sink, SinkValues values) {
    this.sink = sink;
    this.values = values;
  }

  /** Sends the point the cursor stands in, its attributes and exemplars. */
  void read(ProtoCursor cursor, MetricType type, int item) {
    int start = cursor.position();
    header.clear();
    header.item = item;
    header.kind = kind(type);
    while (cursor.next()) {
      switch (type) {
        case GAUGE, SUM -> numberField(cursor);
        case HISTOGRAM -> histogramField(cursor);
        case EXPONENTIAL_HISTOGRAM -> exponentialField(cursor);
        case SUMMARY -> summaryField(cursor);
      }
    }
    if ((header.flags & NO_RECORDED_VALUE) != 0) {
      header.kind = Kind.NO_RECORDED_VALUE;
    }
    cursor.rewind(start);
    values.attributes(cursor, attributesField(type), sink.point(header));
    exemplars(cursor, exemplarsField(type));
    sink.endPoint();
  }

  private static Kind kind(MetricType type) {
    return switch (type) {
      case GAUGE, SUM -> Kind.DOUBLE;
      case HISTOGRAM -> Kind.HISTOGRAM;
      case EXPONENTIAL_HISTOGRAM -> Kind.EXPONENTIAL_HISTOGRAM;
      case SUMMARY -> Kind.SUMMARY;
    };
  }

  private static int attributesField(MetricType type) {
    return switch (type) {
      case GAUGE, SUM, SUMMARY -> 7;
      case HISTOGRAM -> 9;
      case EXPONENTIAL_HISTOGRAM -> 1;
    };
  }

  private static int exemplarsField(MetricType type) {
    return switch (type) {
      case GAUGE, SUM -> 5;
      case HISTOGRAM -> 8;
      case EXPONENTIAL_HISTOGRAM -> 11;
      case SUMMARY -> 0;
    };
  }

  private void numberField(ProtoCursor cursor) {
    switch (cursor.tag()) {
      case 2 << 3 | FIXED64 -> header.startTimeUnixNano = cursor.fixed64();
      case 3 << 3 | FIXED64 -> header.timeUnixNano = cursor.fixed64();
      case 4 << 3 | FIXED64 -> {
        header.kind = Kind.DOUBLE;
        header.doubleValue = cursor.float64();
      }
      case 6 << 3 | FIXED64 -> {
        header.kind = Kind.LONG;
        header.longValue = cursor.fixed64();
      }
      case 8 << 3 | VARINT -> header.flags = (int) cursor.varint();
      default -> cursor.skip();
    }
  }

  private void histogramField(ProtoCursor cursor) {
    switch (cursor.tag()) {
      case 2 << 3 | FIXED64 -> header.startTimeUnixNano = cursor.fixed64();
      case 3 << 3 | FIXED64 -> header.timeUnixNano = cursor.fixed64();
      case 4 << 3 | FIXED64 -> header.count = cursor.fixed64();
      case 5 << 3 | FIXED64 -> sum(cursor.float64());
      case 6 << 3 | FIXED64 -> addCount(cursor.fixed64());
      case 6 << 3 | LENGTH_DELIMITED -> {
        int outer = cursor.enter();
        while (cursor.position() < cursor.limit()) {
          addCount(cursor.fixed64());
        }
        cursor.leave(outer);
      }
      case 7 << 3 | FIXED64 -> addBound(cursor.float64(), 0);
      case 7 << 3 | LENGTH_DELIMITED -> {
        int outer = cursor.enter();
        while (cursor.position() < cursor.limit()) {
          addBound(cursor.float64(), 0);
        }
        cursor.leave(outer);
      }
      case 10 << 3 | VARINT -> header.flags = (int) cursor.varint();
      case 11 << 3 | FIXED64 -> min(cursor.float64());
      case 12 << 3 | FIXED64 -> max(cursor.float64());
      default -> cursor.skip();
    }
  }

  private void exponentialField(ProtoCursor cursor) {
    switch (cursor.tag()) {
      case 2 << 3 | FIXED64 -> header.startTimeUnixNano = cursor.fixed64();
      case 3 << 3 | FIXED64 -> header.timeUnixNano = cursor.fixed64();
      case 4 << 3 | FIXED64 -> header.count = cursor.fixed64();
      case 5 << 3 | FIXED64 -> sum(cursor.float64());
      case 6 << 3 | VARINT -> header.scale = (int) cursor.zigZag();
      case 7 << 3 | FIXED64 -> header.zeroCount = cursor.fixed64();
      case 8 << 3 | LENGTH_DELIMITED -> buckets(cursor, true);
      case 9 << 3 | LENGTH_DELIMITED -> buckets(cursor, false);
      case 10 << 3 | VARINT -> header.flags = (int) cursor.varint();
      case 12 << 3 | FIXED64 -> min(cursor.float64());
      case 13 << 3 | FIXED64 -> max(cursor.float64());
      case 14 << 3 | FIXED64 -> header.zeroThreshold = cursor.float64();
      default -> cursor.skip();
    }
  }

  private void buckets(ProtoCursor cursor, boolean positive) {
    int outer = cursor.enter();
    while (cursor.next()) {
      switch (cursor.tag()) {
        case 1 << 3 | VARINT -> {
          int offset = (int) cursor.zigZag();
          if (positive) {
            header.positiveOffset = offset;
          } else {
            header.negativeOffset = offset;
          }
        }
        case 2 << 3 | VARINT -> addBucket(cursor.varint(), positive);
        case 2 << 3 | LENGTH_DELIMITED -> {
          int packed = cursor.enter();
          while (cursor.position() < cursor.limit()) {
            addBucket(cursor.varint(), positive);
          }
          cursor.leave(packed);
        }
        default -> cursor.skip();
      }
    }
    cursor.leave(outer);
  }

  private void summaryField(ProtoCursor cursor) {
    switch (cursor.tag()) {
      case 2 << 3 | FIXED64 -> header.startTimeUnixNano = cursor.fixed64();
      case 3 << 3 | FIXED64 -> header.timeUnixNano = cursor.fixed64();
      case 4 << 3 | FIXED64 -> header.count = cursor.fixed64();
      case 5 << 3 | FIXED64 -> sum(cursor.float64());
      case 6 << 3 | LENGTH_DELIMITED -> quantile(cursor);
      case 8 << 3 | VARINT -> header.flags = (int) cursor.varint();
      default -> cursor.skip();
    }
  }

  private void quantile(ProtoCursor cursor) {
    double quantile = 0;
    double value = 0;
    int outer = cursor.enter();
    while (cursor.next()) {
      switch (cursor.tag()) {
        case 1 << 3 | FIXED64 -> quantile = cursor.float64();
        case 2 << 3 | FIXED64 -> value = cursor.float64();
        default -> cursor.skip();
      }
    }
    cursor.leave(outer);
    addBound(quantile, value);
  }

  private void sum(double sum) {
    header.hasSum = true;
    header.sum = sum;
  }

  private void min(double min) {
    header.hasMin = true;
    header.min = min;
  }

  private void max(double max) {
    header.hasMax = true;
    header.max = max;
  }

  /** Adds a histogram bound, or a summary's quantile with its value. */
  private void addBound(double bound, double quantileValue) {
    int at = header.boundsLength++;
    if (at == header.bounds.length) {
      header.bounds = Arrays.copyOf(header.bounds, at * 2);
    }
    if (at >= header.quantileValues.length) {
      header.quantileValues = Arrays.copyOf(header.quantileValues, header.bounds.length);
    }
    header.bounds[at] = bound;
    header.quantileValues[at] = quantileValue;
  }

  private void addBucket(long count, boolean positive) {
    if (positive) {
      addCount(count);
      return;
    }
    int at = header.negativeCountsLength++;
    if (at == header.negativeCounts.length) {
      header.negativeCounts = Arrays.copyOf(header.negativeCounts, at * 2);
    }
    header.negativeCounts[at] = count;
  }

  private void addCount(long count) {
    int at = header.countsLength++;
    if (at == header.counts.length) {
      header.counts = Arrays.copyOf(header.counts, at * 2);
    }
    header.counts[at] = count;
  }

  private void exemplars(ProtoCursor cursor, int number) {
    int wanted = number << 3 | LENGTH_DELIMITED;
    while (cursor.next()) {
      if (cursor.tag() == wanted) {
        int outer = cursor.enter();
        exemplar(cursor);
        cursor.leave(outer);
      } else {
        cursor.skip();
      }
    }
  }

  /** An exemplar without a value says nothing and is left out. */
  private void exemplar(ProtoCursor cursor) {
    int start = cursor.position();
    long time = 0;
    boolean hasValue = false;
    boolean isLong = false;
    long longValue = 0;
    double doubleValue = 0;
    long high = 0;
    long low = 0;
    long spanId = 0;
    while (cursor.next()) {
      switch (cursor.tag()) {
        case 2 << 3 | FIXED64 -> time = cursor.fixed64();
        case 3 << 3 | FIXED64 -> {
          hasValue = true;
          isLong = false;
          doubleValue = cursor.float64();
        }
        case 4 << 3 | LENGTH_DELIMITED -> spanId = IdBits.span(cursor);
        case 5 << 3 | LENGTH_DELIMITED -> {
          id.trace(cursor);
          high = id.high();
          low = id.low();
        }
        case 6 << 3 | FIXED64 -> {
          hasValue = true;
          isLong = true;
          longValue = cursor.fixed64();
        }
        default -> cursor.skip();
      }
    }
    if (hasValue) {
      cursor.rewind(start);
      values.attributes(
          cursor,
          7,
          sink.exemplar(
              time, isLong, isLong ? longValue : 0, isLong ? 0 : doubleValue, high, low, spanId));
    }
  }
}
