package io.midwatch.storage.columnar.metric;

import io.midwatch.model.PointValue;
import io.midwatch.storage.contract.query.Series.Sample;
import io.midwatch.storage.contract.write.PointHeader;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Points of one series by column, by time, then start, each pair once. What a buffer gives, a chunk
 * holds and samples are made of. Mutable and reused; not thread-safe.
 *
 * <pre>
 * time   start  flags  kind       bits                value       exemplars
 * 1000   0      0      LONG       7                   –           –
 * 1015   0      0      DOUBLE     4009 21fb 5444 2d18 –           1 exemplar
 * 1030   0      1      NONE       0                   –           –
 * 1045   0      0      HISTOGRAM  0                   {count: 3…} –
 * </pre>
 */
final class PointColumns {
  static final byte LONG = 0;
  static final byte DOUBLE = 1;
  static final byte HISTOGRAM = 2;
  static final byte EXPONENTIAL_HISTOGRAM = 3;
  static final byte SUMMARY = 4;
  static final byte NONE = 5;

  private static final byte[] NO_EXEMPLARS = new byte[0];

  int size;
  long[] times = new long[0];
  long[] starts = new long[0];
  int[] flags = new int[0];
  byte[] kinds = new byte[0];

  /** A long, or the raw bits of a double. */
  long[] bits = new long[0];

  /** Histograms and summaries; null for numbers. */
  @Nullable PointValue[] values = new PointValue[0];

  /** As {@link ExemplarBytes} writes them; empty without. */
  byte[][] exemplars = new byte[0][];

  static byte kind(PointHeader.Kind kind) {
    return switch (kind) {
      case LONG -> LONG;
      case DOUBLE -> DOUBLE;
      case HISTOGRAM -> HISTOGRAM;
      case EXPONENTIAL_HISTOGRAM -> EXPONENTIAL_HISTOGRAM;
      case SUMMARY -> SUMMARY;
      case NO_RECORDED_VALUE -> NONE;
    };
  }

  void clear() {
    size = 0;
  }

  /** Makes room for so many points altogether. */
  void reserve(int points) {
    if (points > times.length) {
      int length = Math.max(points, times.length + times.length / 2);
      times = Arrays.copyOf(times, length);
      starts = Arrays.copyOf(starts, length);
      flags = Arrays.copyOf(flags, length);
      kinds = Arrays.copyOf(kinds, length);
      bits = Arrays.copyOf(bits, length);
      values = Arrays.copyOf(values, length);
      exemplars = Arrays.copyOf(exemplars, length);
    }
  }

  /** Appends a point; order and uniqueness are the caller's. */
  void add(
      long time, long start, int flagBits, byte kind, long valueBits, @Nullable PointValue value) {
    reserve(size + 1);
    times[size] = time;
    starts[size] = start;
    flags[size] = flagBits;
    kinds[size] = kind;
    bits[size] = valueBits;
    values[size] = value;
    exemplars[size] = NO_EXEMPLARS;
    size++;
  }

  /** Appends points {@code [begin, end)} of another. */
  void addAll(PointColumns other, int begin, int end) {
    int count = end - begin;
    reserve(size + count);
    System.arraycopy(other.times, begin, times, size, count);
    System.arraycopy(other.starts, begin, starts, size, count);
    System.arraycopy(other.flags, begin, flags, size, count);
    System.arraycopy(other.kinds, begin, kinds, size, count);
    System.arraycopy(other.bits, begin, bits, size, count);
    System.arraycopy(other.values, begin, values, size, count);
    System.arraycopy(other.exemplars, begin, exemplars, size, count);
    size += count;
  }

  /** By time, then start. */
  int compare(int left, PointColumns other, int right) {
    int byTime = Long.compare(times[left], other.times[right]);
    return byTime != 0 ? byTime : Long.compare(starts[left], other.starts[right]);
  }

  /** Position of the first point at or after a time. */
  int firstAt(long unixNano) {
    return firstAt(times, size, unixNano);
  }

  /** Position of the first of ascending times at or after a time. */
  static int firstAt(long[] times, int count, long unixNano) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times[middle] < unixNano) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  Sample sample(int at) {
    byte[] encoded = exemplars[at];
    return new Sample(
        starts[at],
        times[at],
        flags[at],
        value(at),
        encoded.length == 0 ? List.of() : ExemplarBytes.read(encoded));
  }

  PointValue value(int at) {
    PointValue value = values[at];
    if (value != null) {
      return value;
    }
    return switch (kinds[at]) {
      case LONG -> new PointValue.LongPoint(bits[at]);
      case DOUBLE -> new PointValue.DoublePoint(Double.longBitsToDouble(bits[at]));
      default -> new PointValue.NoRecordedValue();
    };
  }

  /** What a point adds to the total of a series of deltas. */
  double added(int at) {
    return switch (values[at]) {
      case PointValue.HistogramPoint histogram -> orZero(histogram.sum());
      case PointValue.ExponentialHistogramPoint histogram -> orZero(histogram.sum());
      case null, default ->
          switch (kinds[at]) {
            case LONG -> bits[at];
            case DOUBLE -> Double.longBitsToDouble(bits[at]);
            default -> 0;
          };
    };
  }

  /** What a point adds to the count of a series of deltas. */
  long counted(int at) {
    return switch (values[at]) {
      case PointValue.HistogramPoint histogram -> histogram.count();
      case PointValue.ExponentialHistogramPoint histogram -> histogram.count();
      case null, default -> kinds[at] == NONE ? 0 : 1;
    };
  }

  private static double orZero(@Nullable Double sum) {
    return sum == null ? 0 : sum;
  }
}
