package io.midwatch.storage.columnar.metric;

import io.midwatch.model.PointValue;
import io.midwatch.model.PointValue.Buckets;
import io.midwatch.model.PointValue.Quantile;
import io.midwatch.storage.columnar.file.DataCursor;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.write.PointHeader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A histogram or summary while it is in a buffer: a fifth of the memory its record takes.
 *
 * <pre>
 * histogram    count · which of sum, min, max · these · bounds · counts
 * exponential  count · which · these · scale · zero count · zero threshold · offset counts, twice
 * summary      count · sum · quantiles · values
 * </pre>
 */
final class ComplexBytes {
  private ComplexBytes() {}

  /** Writes the value of a point that is no number; nothing for a number. */
  static void write(PointHeader point, ByteBuilder into) {
    switch (point.kind) {
      case HISTOGRAM -> {
        figures(point, into);
        doubles(point.bounds, point.boundsLength, into);
        longs(point.counts, point.countsLength, into);
      }
      case EXPONENTIAL_HISTOGRAM -> {
        figures(point, into);
        into.putSigned(point.scale).putVarint(point.zeroCount).putDouble(point.zeroThreshold);
        into.putSigned(point.positiveOffset);
        longs(point.counts, point.countsLength, into);
        into.putSigned(point.negativeOffset);
        longs(point.negativeCounts, point.negativeCountsLength, into);
      }
      case SUMMARY -> {
        into.putVarint(point.count).putDouble(point.sum);
        doubles(point.bounds, point.boundsLength, into);
        doubles(point.quantileValues, point.boundsLength, into);
      }
      case LONG, DOUBLE, NO_RECORDED_VALUE -> {}
    }
  }

  private static void figures(PointHeader point, ByteBuilder into) {
    into.putVarint(point.count)
        .putByte((point.hasSum ? 1 : 0) | (point.hasMin ? 2 : 0) | (point.hasMax ? 4 : 0));
    if (point.hasSum) {
      into.putDouble(point.sum);
    }
    if (point.hasMin) {
      into.putDouble(point.min);
    }
    if (point.hasMax) {
      into.putDouble(point.max);
    }
  }

  private static void doubles(double[] values, int count, ByteBuilder into) {
    into.putVarint(count);
    for (int i = 0; i < count; i++) {
      into.putDouble(values[i]);
    }
  }

  private static void longs(long[] values, int count, ByteBuilder into) {
    into.putVarint(count);
    for (int i = 0; i < count; i++) {
      into.putVarint(values[i]);
    }
  }

  static PointValue read(byte kind, byte[] bytes) {
    DataCursor from = new DataCursor(bytes, "value of a metric point");
    return switch (kind) {
      case PointColumns.HISTOGRAM -> {
        Figures figures = Figures.read(from);
        yield new PointValue.HistogramPoint(
            figures.count, figures.sum, figures.min, figures.max, doubles(from), longs(from));
      }
      case PointColumns.EXPONENTIAL_HISTOGRAM -> {
        Figures figures = Figures.read(from);
        yield new PointValue.ExponentialHistogramPoint(
            figures.count,
            figures.sum,
            figures.min,
            figures.max,
            (int) from.getSigned(),
            from.getVarint(),
            real(from),
            new Buckets((int) from.getSigned(), longs(from)),
            new Buckets((int) from.getSigned(), longs(from)));
      }
      case PointColumns.SUMMARY -> {
        long count = from.getVarint();
        double sum = real(from);
        List<Double> quantiles = doubles(from);
        List<Double> values = doubles(from);
        List<Quantile> both = new ArrayList<>();
        for (int i = 0; i < quantiles.size(); i++) {
          both.add(new Quantile(quantiles.get(i), values.get(i)));
        }
        yield new PointValue.SummaryPoint(count, sum, both);
      }
      default -> throw new StoreException("no value of bytes has the kind " + kind);
    };
  }

  private record Figures(
      long count, @Nullable Double sum, @Nullable Double min, @Nullable Double max) {
    static Figures read(DataCursor from) {
      long count = from.getVarint();
      int has = from.getByte();
      Double sum = (has & 1) == 0 ? null : Double.valueOf(real(from));
      Double min = (has & 2) == 0 ? null : Double.valueOf(real(from));
      Double max = (has & 4) == 0 ? null : Double.valueOf(real(from));
      return new Figures(count, sum, min, max);
    }
  }

  private static double real(DataCursor from) {
    return Double.longBitsToDouble(from.getLong());
  }

  private static List<Double> doubles(DataCursor from) {
    int count = from.getCount();
    List<Double> values = new ArrayList<>(Math.min(count, from.remaining()));
    for (int i = 0; i < count; i++) {
      values.add(real(from));
    }
    return values;
  }

  private static List<Long> longs(DataCursor from) {
    int count = from.getCount();
    List<Long> values = new ArrayList<>(Math.min(count, from.remaining()));
    for (int i = 0; i < count; i++) {
      values.add(from.getVarint());
    }
    return values;
  }
}
