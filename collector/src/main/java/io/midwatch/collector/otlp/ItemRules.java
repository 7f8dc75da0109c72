package io.midwatch.collector.otlp;

import static io.midwatch.collector.otlp.ProtoCursor.FIXED64;
import static io.midwatch.collector.otlp.ProtoCursor.LENGTH_DELIMITED;
import static io.midwatch.collector.otlp.ProtoCursor.VARINT;

import io.midwatch.collector.ingest.RejectReason;
import org.jspecify.annotations.Nullable;

/**
 * What makes a single item unacceptable. Each method reads the item the cursor stands in to its
 * end; the case labels are tags, {@code field << 3 | wire type}. Log records are always acceptable:
 * an invalid id there means "not associated". Spans are checked by {@link RequestCheck} itself.
 *
 * <p>Source: opentelemetry-proto, the comments of trace.proto and metrics.proto.
 */
final class ItemRules {
  private static final int NO_RECORDED_VALUE = 1;

  private ItemRules() {}

  /** The reason to refuse the item of the type, or null. */
  static @Nullable RejectReason check(MessageType type, ProtoCursor cursor) {
    return switch (type.name()) {
      case "NumberDataPoint" -> numberPoint(cursor);
      case "HistogramDataPoint" -> new HistogramRule().check(cursor);
      case "ExponentialHistogramDataPoint" -> new ExponentialRule().check(cursor);
      case "SummaryDataPoint" -> summaryPoint(cursor);
      default -> null;
    };
  }

  /** Whether a Sum or histogram says delta or cumulative; the cursor stays where it is. */
  static boolean hasTemporality(MessageType data, ProtoCursor cursor) {
    Field temporality = data.findField(2);
    if (temporality == null) {
      return true;
    }
    int start = cursor.position();
    long number = 0;
    while (cursor.next()) {
      if (cursor.field() == 2 && cursor.wireType() == VARINT) {
        number = cursor.varint();
      } else {
        cursor.skip();
      }
    }
    cursor.rewind(start);
    return number == 1 || number == 2;
  }

  /** Reads a trace or span id; whether it is one. */
  static boolean isId(ProtoCursor cursor, int wanted) {
    int length = cursor.length();
    int from = cursor.advance(length);
    boolean nonZero = false;
    for (int i = from; i < from + length && !nonZero; i++) {
      nonZero = cursor.buffer()[i] != 0;
    }
    return length == wanted && nonZero;
  }

  private static @Nullable RejectReason numberPoint(ProtoCursor cursor) {
    long time = 0;
    boolean hasValue = false;
    long flags = 0;
    while (cursor.next()) {
      switch (cursor.tag()) {
        case 3 << 3 | FIXED64 -> time = cursor.fixed64();
        case 4 << 3 | FIXED64, 6 << 3 | FIXED64 -> {
          cursor.fixed64();
          hasValue = true;
        }
        case 8 << 3 | VARINT -> flags = cursor.varint();
        default -> cursor.skip();
      }
    }
    if (!UsableTime.is(time)) {
      return RejectReason.NO_TIME;
    }
    return hasValue || (flags & NO_RECORDED_VALUE) != 0 ? null : RejectReason.NO_VALUE;
  }

  private static @Nullable RejectReason summaryPoint(ProtoCursor cursor) {
    long time = 0;
    boolean ascending = true;
    double last = Double.NEGATIVE_INFINITY;
    long flags = 0;
    while (cursor.next()) {
      switch (cursor.tag()) {
        case 3 << 3 | FIXED64 -> time = cursor.fixed64();
        case 6 << 3 | LENGTH_DELIMITED -> {
          double quantile = quantile(cursor);
          ascending &= quantile > last && quantile >= 0 && quantile <= 1;
          last = quantile;
        }
        case 8 << 3 | VARINT -> flags = cursor.varint();
        default -> cursor.skip();
      }
    }
    if (!UsableTime.is(time)) {
      return RejectReason.NO_TIME;
    }
    return ascending || (flags & NO_RECORDED_VALUE) != 0 ? null : RejectReason.INVALID_QUANTILES;
  }

  private static double quantile(ProtoCursor cursor) {
    double quantile = 0;
    int outer = cursor.enter();
    while (cursor.next()) {
      if (cursor.field() == 1 && cursor.wireType() == FIXED64) {
        quantile = cursor.float64();
      } else {
        cursor.skip();
      }
    }
    cursor.leave(outer);
    return quantile;
  }

  /** Bounds ascend, there is one bucket more than bounds, and the buckets add up to the count. */
  private static final class HistogramRule {
    private long time;
    private long count;
    private long flags;
    private int buckets;
    private long inBuckets;
    private int bounds;
    private double lastBound;
    private boolean increasing = true;

    @Nullable RejectReason check(ProtoCursor cursor) {
      while (cursor.next()) {
        field(cursor);
      }
      if (!UsableTime.is(time)) {
        return RejectReason.NO_TIME;
      }
      if ((flags & NO_RECORDED_VALUE) != 0) {
        return null;
      }
      if (!increasing) {
        return RejectReason.BOUNDS_NOT_INCREASING;
      }
      boolean noBuckets = buckets == 0 && bounds == 0;
      return noBuckets || (buckets == bounds + 1 && inBuckets == count)
          ? null
          : RejectReason.BUCKET_MISMATCH;
    }

    private void field(ProtoCursor cursor) {
      switch (cursor.tag()) {
        case 3 << 3 | FIXED64 -> time = cursor.fixed64();
        case 4 << 3 | FIXED64 -> count = cursor.fixed64();
        case 6 << 3 | FIXED64 -> bucket(cursor.fixed64());
        case 7 << 3 | FIXED64 -> bound(cursor.float64());
        case 6 << 3 | LENGTH_DELIMITED, 7 << 3 | LENGTH_DELIMITED -> {
          boolean isBucket = cursor.field() == 6;
          int outer = cursor.enter();
          while (cursor.position() < cursor.limit()) {
            long raw = cursor.fixed64();
            if (isBucket) {
              bucket(raw);
            } else {
              bound(Double.longBitsToDouble(raw));
            }
          }
          cursor.leave(outer);
        }
        case 10 << 3 | VARINT -> flags = cursor.varint();
        default -> cursor.skip();
      }
    }

    private void bucket(long inBucket) {
      buckets++;
      inBuckets += inBucket;
    }

    private void bound(double bound) {
      increasing &= bounds == 0 ? !Double.isNaN(bound) : bound > lastBound;
      lastBound = bound;
      bounds++;
    }
  }

  /** Zero count, positive and negative buckets add up to the count. */
  private static final class ExponentialRule {
    private long time;
    private long count;
    private long flags;
    private long inBuckets;

    @Nullable RejectReason check(ProtoCursor cursor) {
      while (cursor.next()) {
        switch (cursor.tag()) {
          case 3 << 3 | FIXED64 -> time = cursor.fixed64();
          case 4 << 3 | FIXED64 -> count = cursor.fixed64();
          case 7 << 3 | FIXED64 -> inBuckets += cursor.fixed64();
          case 8 << 3 | LENGTH_DELIMITED, 9 << 3 | LENGTH_DELIMITED -> buckets(cursor);
          case 10 << 3 | VARINT -> flags = cursor.varint();
          default -> cursor.skip();
        }
      }
      if (!UsableTime.is(time)) {
        return RejectReason.NO_TIME;
      }
      return (flags & NO_RECORDED_VALUE) != 0 || inBuckets == count
          ? null
          : RejectReason.BUCKET_MISMATCH;
    }

    private void buckets(ProtoCursor cursor) {
      int outer = cursor.enter();
      while (cursor.next()) {
        if (cursor.field() == 2 && cursor.wireType() == VARINT) {
          inBuckets += cursor.varint();
        } else if (cursor.field() == 2 && cursor.wireType() == LENGTH_DELIMITED) {
          int packed = cursor.enter();
          while (cursor.position() < cursor.limit()) {
            inBuckets += cursor.varint();
          }
          cursor.leave(packed);
        } else {
          cursor.skip();
        }
      }
      cursor.leave(outer);
    }
  }
}
