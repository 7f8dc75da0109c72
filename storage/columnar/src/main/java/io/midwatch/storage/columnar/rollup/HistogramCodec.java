package io.midwatch.storage.columnar.rollup;

import io.midwatch.storage.columnar.file.DataCursor;
import io.midwatch.storage.columnar.file.DataSink;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.rollup.ExponentialHistogram;

/**
 * Histograms as bytes: whole numbers as varints (durations are nanoseconds), only buckets that hold
 * something, most of them one value. Reused for many rows, so that reading allocates nothing. Not
 * thread-safe.
 *
 * <pre>
 * 0                                                       nothing recorded
 * 1 value | 2 value in 8 bytes                            one value
 * 3 min max-min sum | 4 min max sum in 8 bytes each,
 *   scale zeros buckets first {gap-1, 1 if above one, [count-2]}…
 * </pre>
 */
final class HistogramCodec {
  private static final int NOTHING = 0;
  private static final int ONE_WHOLE = 1;
  private static final int ONE_FRACTION = 2;
  private static final int WHOLE = 3;
  private static final int FRACTIONS = 4;
  private static final int START_SCALE = new ExponentialHistogram().scale();
  private static final double MAX_WHOLE = 0x1p53;

  private final int[] indexes = new int[ExponentialHistogram.MAX_BUCKETS];
  private final long[] times = new long[ExponentialHistogram.MAX_BUCKETS];
  private int kind;
  private int scale;
  private int buckets;
  private long zeroCount;
  private double sum;
  private double min;
  private double max;

  void write(ExponentialHistogram histogram, DataSink sink) {
    boolean whole = isWhole(histogram.min()) && isWhole(histogram.max());
    if (histogram.count() == 0) {
      sink.putByte(NOTHING);
    } else if (histogram.count() == 1 && histogram.scale() == START_SCALE) {
      sink.putByte(whole ? ONE_WHOLE : ONE_FRACTION);
      putNumber(histogram.min(), whole, sink);
    } else {
      whole &= isWhole(histogram.sum());
      sink.putByte(whole ? WHOLE : FRACTIONS);
      putNumber(histogram.min(), whole, sink);
      putNumber(whole ? histogram.max() - histogram.min() : histogram.max(), whole, sink);
      putNumber(histogram.sum(), whole, sink);
      writeBuckets(histogram, sink);
    }
  }

  private static boolean isWhole(double value) {
    return value >= 0
        && value <= MAX_WHOLE
        && Double.doubleToRawLongBits((double) (long) value) == Double.doubleToRawLongBits(value);
  }

  private static void putNumber(double value, boolean whole, DataSink sink) {
    if (whole) {
      sink.putVarint((long) value);
    } else {
      sink.putLong(Double.doubleToRawLongBits(value));
    }
  }

  private static void writeBuckets(ExponentialHistogram histogram, DataSink sink) {
    int held = 0;
    for (int i = 0; i < histogram.buckets(); i++) {
      held += histogram.bucketCount(i) == 0 ? 0 : 1;
    }
    sink.putSigned(histogram.scale())
        .putVarint(histogram.zeroCount())
        .putVarint(held)
        .putSigned(histogram.offset());
    int previous = -1;
    for (int i = 0; i < histogram.buckets(); i++) {
      long count = histogram.bucketCount(i);
      if (count != 0) {
        sink.putVarint((long) (i - previous - 1) << 1 | (count > 1 ? 1 : 0));
        if (count > 1) {
          sink.putVarint(count - 2);
        }
        previous = i;
      }
    }
  }

  /** Reads the next histogram into this, for {@link #mergeInto}. */
  void read(DataCursor cursor) {
    kind = cursor.getByte();
    switch (kind) {
      case NOTHING -> {}
      case ONE_WHOLE, ONE_FRACTION -> min = number(cursor, kind == ONE_WHOLE);
      case WHOLE, FRACTIONS -> readBuckets(cursor, kind == WHOLE);
      default -> throw new StoreException("rollup row: histogram of kind " + kind);
    }
  }

  private static double number(DataCursor cursor, boolean whole) {
    return whole ? cursor.getVarint() : Double.longBitsToDouble(cursor.getLong());
  }

  private void readBuckets(DataCursor cursor, boolean whole) {
    min = number(cursor, whole);
    double high = number(cursor, whole);
    max = whole ? min + high : high;
    sum = number(cursor, whole);
    scale = (int) cursor.getSigned();
    zeroCount = cursor.getVarint();
    buckets = cursor.getCount();
    int index = (int) cursor.getSigned() - 1;
    if (buckets > ExponentialHistogram.MAX_BUCKETS || scale > START_SCALE) {
      throw new StoreException("rollup row: histogram of " + buckets + " buckets, scale " + scale);
    }
    for (int i = 0; i < buckets; i++) {
      long next = cursor.getVarint();
      index += (int) (next >>> 1) + 1;
      indexes[i] = index;
      times[i] = (next & 1) == 0 ? 1 : cursor.getVarint() + 2;
    }
  }

  /** Adds what was read last. */
  void mergeInto(ExponentialHistogram histogram) {
    switch (kind) {
      case NOTHING -> {}
      case ONE_WHOLE, ONE_FRACTION -> histogram.record(min);
      default -> histogram.merge(scale, indexes, times, buckets, zeroCount, sum, min, max);
    }
  }
}
