package io.midwatch.storage.columnar.metric;

import io.midwatch.model.PointValue;
import io.midwatch.model.PointValue.Buckets;
import io.midwatch.model.PointValue.ExponentialHistogramPoint;
import io.midwatch.model.PointValue.HistogramPoint;
import io.midwatch.model.PointValue.Quantile;
import io.midwatch.model.PointValue.SummaryPoint;
import io.midwatch.storage.columnar.file.DataCursor;
import io.midwatch.storage.columnar.file.DataSink;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.query.PointBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Histograms and summaries of one chunk by column, so that what is alike in all is there once.
 *
 * <pre>
 * histograms   count beyond the buckets' sum | sums | minima | maxima | distinct bounds | which
 *              bounds | numbers of buckets | first buckets | second buckets | …
 * </pre>
 */
final class ComplexColumns {
  private ComplexColumns() {}

  static void histograms(List<HistogramPoint> points, DataSink into, Zip zip) {
    longs(points, point -> point.count() - sum(point.bucketCounts()), into);
    optional(points, HistogramPoint::sum, into, zip);
    optional(points, HistogramPoint::min, into, zip);
    optional(points, HistogramPoint::max, into, zip);
    Map<List<Double>, Integer> bounds = new LinkedHashMap<>();
    longs(
        points,
        point -> {
          Integer next = bounds.size();
          Integer known = bounds.putIfAbsent(point.bounds(), next);
          return known == null ? next : known;
        },
        into);
    into.putVarint(bounds.size());
    for (List<Double> each : bounds.keySet()) {
      into.putVarint(each.size());
      each.forEach(bound -> into.putLong(Double.doubleToRawLongBits(bound)));
    }
    counts(points.stream().map(HistogramPoint::bucketCounts).toList(), into);
  }

  static List<PointValue> histograms(DataCursor from, int count) {
    long[] beyond = LongColumn.read(from, count);
    @Nullable Double[] sums = optional(from, count);
    @Nullable Double[] minima = optional(from, count);
    @Nullable Double[] maxima = optional(from, count);
    long[] which = LongColumn.read(from, count);
    List<List<Double>> bounds = new ArrayList<>();
    for (int left = from.getCount(); left > 0; left--) {
      List<Double> each = new ArrayList<>();
      for (int more = from.getCount(); more > 0; more--) {
        each.add(Double.longBitsToDouble(from.getLong()));
      }
      bounds.add(List.copyOf(each));
    }
    List<List<Long>> counts = counts(from, count);
    List<PointValue> points = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      if (which[i] < 0 || which[i] >= bounds.size()) {
        throw new StoreException("no bounds " + which[i] + " among " + bounds.size());
      }
      List<Long> own = counts.get(i);
      points.add(
          new HistogramPoint(
              beyond[i] + sum(own),
              sums[i],
              minima[i],
              maxima[i],
              bounds.get((int) which[i]),
              own));
    }
    return points;
  }

  /** The same by column, when all have sums and one layout; null when they have not. */
  static PointBlock.@Nullable Histograms histogramColumns(DataCursor from, int count) {
    long[] beyond = LongColumn.read(from, count);
    @Nullable Double[] sums = optional(from, count);
    optional(from, count);
    optional(from, count);
    LongColumn.skip(from, count);
    if (from.getCount() != 1) {
      return null;
    }
    List<Double> bounds = new ArrayList<>();
    for (int more = from.getCount(); more > 0; more--) {
      bounds.add(Double.longBitsToDouble(from.getLong()));
    }
    int width = alike(lengths(from, count));
    if (width != bounds.size() + 1) {
      return null;
    }
    double[] known = new double[count];
    for (int i = 0; i < count; i++) {
      Double sum = sums[i];
      if (sum == null) {
        return null;
      }
      known[i] = sum;
    }
    long[][] buckets = new long[width][];
    for (int bucket = 0; bucket < width; bucket++) {
      buckets[bucket] = LongColumn.read(from, count);
      for (int i = 0; i < count; i++) {
        beyond[i] += buckets[bucket][i];
      }
    }
    double[] counts = new double[count];
    for (int i = 0; i < count; i++) {
      counts[i] = beyond[i];
    }
    return new PointBlock.Histograms(bounds, counts, known, buckets);
  }

  static void exponentials(List<ExponentialHistogramPoint> points, DataSink into, Zip zip) {
    longs(points, point -> point.count() - inBuckets(point), into);
    optional(points, ExponentialHistogramPoint::sum, into, zip);
    optional(points, ExponentialHistogramPoint::min, into, zip);
    optional(points, ExponentialHistogramPoint::max, into, zip);
    longs(points, ExponentialHistogramPoint::scale, into);
    longs(points, ExponentialHistogramPoint::zeroCount, into);
    doubles(points, ExponentialHistogramPoint::zeroThreshold, into, zip);
    longs(points, point -> point.positive().offset(), into);
    counts(points.stream().map(point -> point.positive().counts()).toList(), into);
    longs(points, point -> point.negative().offset(), into);
    counts(points.stream().map(point -> point.negative().counts()).toList(), into);
  }

  static List<PointValue> exponentials(DataCursor from, int count) {
    long[] beyond = LongColumn.read(from, count);
    @Nullable Double[] sums = optional(from, count);
    @Nullable Double[] minima = optional(from, count);
    @Nullable Double[] maxima = optional(from, count);
    long[] scales = LongColumn.read(from, count);
    long[] zeros = LongColumn.read(from, count);
    long[] thresholds = DoubleColumn.read(from, count);
    long[] positiveOffsets = LongColumn.read(from, count);
    List<List<Long>> positive = counts(from, count);
    long[] negativeOffsets = LongColumn.read(from, count);
    List<List<Long>> negative = counts(from, count);
    List<PointValue> points = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      long inside = zeros[i] + sum(positive.get(i)) + sum(negative.get(i));
      points.add(
          new ExponentialHistogramPoint(
              beyond[i] + inside,
              sums[i],
              minima[i],
              maxima[i],
              (int) scales[i],
              zeros[i],
              Double.longBitsToDouble(thresholds[i]),
              new Buckets((int) positiveOffsets[i], positive.get(i)),
              new Buckets((int) negativeOffsets[i], negative.get(i))));
    }
    return points;
  }

  private static long inBuckets(ExponentialHistogramPoint point) {
    return point.zeroCount() + sum(point.positive().counts()) + sum(point.negative().counts());
  }

  static void summaries(List<SummaryPoint> points, DataSink into, Zip zip) {
    longs(points, SummaryPoint::count, into);
    doubles(points, SummaryPoint::sum, into, zip);
    longs(points, point -> point.quantiles().size(), into);
    List<Quantile> all = points.stream().flatMap(point -> point.quantiles().stream()).toList();
    doubles(all, Quantile::quantile, into, zip);
    doubles(all, Quantile::value, into, zip);
  }

  static List<PointValue> summaries(DataCursor from, int count) {
    long[] counts = LongColumn.read(from, count);
    long[] sums = DoubleColumn.read(from, count);
    int[] lengths = lengths(from, count);
    int all = Arrays.stream(lengths).sum();
    long[] quantiles = DoubleColumn.read(from, all);
    long[] values = DoubleColumn.read(from, all);
    List<PointValue> points = new ArrayList<>(count);
    int next = 0;
    for (int i = 0; i < count; i++) {
      List<Quantile> own = new ArrayList<>(lengths[i]);
      for (int end = next + lengths[i]; next < end; next++) {
        own.add(
            new Quantile(
                Double.longBitsToDouble(quantiles[next]), Double.longBitsToDouble(values[next])));
      }
      points.add(new SummaryPoint(counts[i], Double.longBitsToDouble(sums[i]), own));
    }
    return points;
  }

  /** Lists of bucket counts: bucket by bucket when all have as many, else list by list. */
  private static void counts(List<List<Long>> lists, DataSink into) {
    longs(lists, List::size, into);
    int width = alike(lists.stream().mapToInt(List::size).toArray());
    if (width < 0) {
      List<Long> all = lists.stream().flatMap(List::stream).toList();
      longs(all, Long::longValue, into);
      return;
    }
    for (int bucket = 0; bucket < width; bucket++) {
      int at = bucket;
      longs(lists, list -> list.get(at), into);
    }
  }

  private static List<List<Long>> counts(DataCursor from, int count) {
    int[] lengths = lengths(from, count);
    int width = alike(lengths);
    List<List<Long>> lists = new ArrayList<>(count);
    if (width < 0) {
      long[] all = LongColumn.read(from, Arrays.stream(lengths).sum());
      int next = 0;
      for (int length : lengths) {
        lists.add(Arrays.stream(all, next, next + length).boxed().toList());
        next += length;
      }
      return lists;
    }
    long[][] buckets = new long[width][];
    for (int bucket = 0; bucket < width; bucket++) {
      buckets[bucket] = LongColumn.read(from, count);
    }
    for (int i = 0; i < count; i++) {
      int at = i;
      lists.add(Arrays.stream(buckets).map(bucket -> bucket[at]).toList());
    }
    return lists;
  }

  /** The length all lists have, -1 when they differ or there is none. */
  private static int alike(int[] lengths) {
    return Arrays.stream(lengths).distinct().limit(2).count() == 1 ? lengths[0] : -1;
  }

  /** Lengths of lists that the remaining bytes could hold at all. */
  private static int[] lengths(DataCursor from, int count) {
    long[] lengths = LongColumn.read(from, count);
    long most = 1 << 26;
    long sum = 0;
    for (long length : lengths) {
      if (length < 0 || length > most || (sum += length) > most) {
        throw new StoreException("a list of " + length + " values in a metric chunk");
      }
    }
    return Arrays.stream(lengths).mapToInt(length -> (int) length).toArray();
  }

  private static long sum(List<Long> counts) {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }

  private static <T> void longs(List<T> points, ToLongFunction<T> value, DataSink into) {
    LongColumn.write(points.stream().mapToLong(value).toArray(), points.size(), into);
  }

  private static <T> void doubles(
      List<T> points, ToDoubleFunction<T> value, DataSink into, Zip zip) {
    long[] bits =
        points.stream()
            .mapToLong(each -> Double.doubleToRawLongBits(value.applyAsDouble(each)))
            .toArray();
    DoubleColumn.write(bits, bits.length, into, zip);
  }

  private static <T> void optional(
      List<T> points, Function<T, @Nullable Double> value, DataSink into, Zip zip) {
    long[] present = new long[points.size()];
    long[] bits = new long[points.size()];
    int count = 0;
    for (int i = 0; i < present.length; i++) {
      Double own = value.apply(points.get(i));
      if (own != null) {
        present[i] = 1;
        bits[count++] = Double.doubleToRawLongBits(own);
      }
    }
    LongColumn.write(present, present.length, into);
    DoubleColumn.write(bits, count, into, zip);
  }

  private static @Nullable Double[] optional(DataCursor from, int count) {
    long[] present = LongColumn.read(from, count);
    int there = (int) Arrays.stream(present).filter(each -> each != 0).count();
    long[] bits = DoubleColumn.read(from, there);
    @Nullable Double[] values = new Double[count];
    int next = 0;
    for (int i = 0; i < count; i++) {
      if (present[i] != 0) {
        values[i] = Double.longBitsToDouble(bits[next++]);
      }
    }
    return values;
  }
}
