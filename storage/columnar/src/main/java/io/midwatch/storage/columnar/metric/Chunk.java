package io.midwatch.storage.columnar.metric;

import io.midwatch.model.PointValue;
import io.midwatch.model.PointValue.ExponentialHistogramPoint;
import io.midwatch.model.PointValue.HistogramPoint;
import io.midwatch.model.PointValue.SummaryPoint;
import io.midwatch.storage.columnar.file.DataCursor;
import io.midwatch.storage.columnar.file.DataSink;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.query.PointBlock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/*
 * head       which of the side streams are there, kind of the points when it is one
 * total      before the chunk's first point: 8 bytes sum, count         series of deltas only
 * times      unit (1 ns, 1 us, 1 ms, 1 s), column of times since the first
 * kinds      column                                                     when they differ
 * starts     column, or column of differences to the time before        when not all 0
 * flags      column                                                     when not all 0
 * longs      column of the LONG points
 * doubles    column of the DOUBLE points
 * others     histograms, exponential histograms, summaries, in columns
 * exemplars  points passed over, length, bytes; compressed              when there are any
 *
 * How many points there are, and the time of the first, is in the directory of the file.
 */

/** Up to {@link #MAX_POINTS} points of one series as bytes. */
final class Chunk {
  static final int MAX_POINTS = 8192;

  private static final int HAS_TOTAL = 1;
  private static final int HAS_KINDS = 2;
  private static final int HAS_STARTS = 4;
  private static final int STARTS_BY_TIME = 8;
  private static final int HAS_FLAGS = 16;
  private static final int HAS_EXEMPLARS = 32;
  private static final long[] UNITS = {1, 1_000, 1_000_000, 1_000_000_000};

  private Chunk() {}

  /** Writes points {@code [from, to)}, at least one. */
  static void write(
      PointColumns points, int from, int to, RunningTotal before, DataSink into, Zip zip) {
    int count = to - from;
    long[] starts = new long[count];
    long[] startsByTime = new long[count];
    long[] flags = new long[count];
    long[] kinds = new long[count];
    int head = before.equals(RunningTotal.ZERO) ? 0 : HAS_TOTAL;
    for (int i = 0; i < count; i++) {
      int at = from + i;
      starts[i] = points.starts[at];
      startsByTime[i] = starts[i] - (i == 0 ? points.times[from] : points.times[at - 1]);
      flags[i] = points.flags[at];
      kinds[i] = points.kinds[at];
      head |= starts[i] != 0 ? HAS_STARTS : 0;
      head |= flags[i] != 0 ? HAS_FLAGS : 0;
      head |= kinds[i] != kinds[0] ? HAS_KINDS : 0;
      head |= points.exemplars[at].length > 0 ? HAS_EXEMPLARS : 0;
    }
    byte[] absolute = column(starts);
    byte[] byTime = column(startsByTime);
    head |= (head & HAS_STARTS) != 0 && byTime.length < absolute.length ? STARTS_BY_TIME : 0;
    into.putByte(head).putByte(points.kinds[from]);
    if ((head & HAS_TOTAL) != 0) {
      into.putLong(Double.doubleToRawLongBits(before.sum())).putSigned(before.count());
    }
    writeTimes(points, from, count, into);
    if ((head & HAS_KINDS) != 0) {
      LongColumn.write(kinds, count, into);
    }
    if ((head & HAS_STARTS) != 0) {
      into.putBytes((head & STARTS_BY_TIME) != 0 ? byTime : absolute);
    }
    if ((head & HAS_FLAGS) != 0) {
      LongColumn.write(flags, count, into);
    }
    writeValues(points, from, to, into, zip);
    if ((head & HAS_EXEMPLARS) != 0) {
      writeExemplars(points, from, to, into, zip);
    }
  }

  private static byte[] column(long[] values) {
    DataSink sink = DataSink.inMemory();
    LongColumn.write(values, values.length, sink);
    return sink.toByteArray();
  }

  private static void writeTimes(PointColumns points, int from, int count, DataSink into) {
    long first = points.times[from];
    int unit = UNITS.length - 1;
    for (int i = 1; i < count && unit > 0; i++) {
      long since = points.times[from + i] - first;
      while (since % UNITS[unit] != 0) {
        unit--;
      }
    }
    long[] times = new long[count];
    for (int i = 0; i < count; i++) {
      times[i] = (points.times[from + i] - first) / UNITS[unit];
    }
    into.putByte(unit);
    LongColumn.write(times, count, into);
  }

  private static void writeValues(PointColumns points, int from, int to, DataSink into, Zip zip) {
    long[] longs = new long[to - from];
    long[] doubles = new long[to - from];
    int longCount = 0;
    int doubleCount = 0;
    List<HistogramPoint> histograms = new ArrayList<>();
    List<ExponentialHistogramPoint> exponentials = new ArrayList<>();
    List<SummaryPoint> summaries = new ArrayList<>();
    for (int i = from; i < to; i++) {
      switch (points.values[i]) {
        case HistogramPoint point -> histograms.add(point);
        case ExponentialHistogramPoint point -> exponentials.add(point);
        case SummaryPoint point -> summaries.add(point);
        case null, default -> {
          if (points.kinds[i] == PointColumns.LONG) {
            longs[longCount++] = points.bits[i];
          } else if (points.kinds[i] == PointColumns.DOUBLE) {
            doubles[doubleCount++] = points.bits[i];
          }
        }
      }
    }
    LongColumn.write(longs, longCount, into);
    DoubleColumn.write(doubles, doubleCount, into, zip);
    if (!histograms.isEmpty()) {
      ComplexColumns.histograms(histograms, into, zip);
    }
    if (!exponentials.isEmpty()) {
      ComplexColumns.exponentials(exponentials, into, zip);
    }
    if (!summaries.isEmpty()) {
      ComplexColumns.summaries(summaries, into, zip);
    }
  }

  private static void writeExemplars(
      PointColumns points, int from, int to, DataSink into, Zip zip) {
    DataSink all = DataSink.inMemory();
    int last = from;
    for (int i = from; i < to; i++) {
      byte[] own = points.exemplars[i];
      if (own.length > 0) {
        all.putVarint(i - last).putVarint(own.length).putBytes(own);
        last = i;
      }
    }
    zip.write(all.toByteArray(), into);
  }

  /** What a series of deltas added up to before the chunk; zero for others. */
  static RunningTotal totalBefore(DataCursor from) {
    int head = from.getByte();
    from.getByte();
    return total(head, from);
  }

  private static RunningTotal total(int head, DataCursor from) {
    return (head & HAS_TOTAL) == 0
        ? RunningTotal.ZERO
        : new RunningTotal(Double.longBitsToDouble(from.getLong()), from.getSigned());
  }

  private static void check(int count) {
    if (count < 1 || count > MAX_POINTS) {
      throw new StoreException("a metric chunk of " + count + " points");
    }
  }

  /** Reads the points of a chunk. */
  static PointColumns read(DataCursor from, int count, long firstTime) {
    check(count);
    int head = from.getByte();
    byte kind = (byte) from.getByte();
    total(head, from);
    PointColumns points = new PointColumns();
    points.reserve(count);
    points.size = count;
    readTimes(from, firstTime, points);
    long[] kinds = (head & HAS_KINDS) == 0 ? new long[0] : LongColumn.read(from, count);
    long[] starts = (head & HAS_STARTS) == 0 ? new long[0] : LongColumn.read(from, count);
    long[] flags = (head & HAS_FLAGS) == 0 ? new long[0] : LongColumn.read(from, count);
    for (int i = 0; i < count; i++) {
      points.kinds[i] = kinds.length == 0 ? kind : (byte) kinds[i];
      points.starts[i] = starts.length == 0 ? 0 : starts[i];
      points.flags[i] = flags.length == 0 ? 0 : (int) flags[i];
      if ((head & STARTS_BY_TIME) != 0) {
        points.starts[i] += points.times[i == 0 ? 0 : i - 1];
      }
    }
    readValues(from, points);
    readExemplars(head, from, points);
    return points;
  }

  /** Reads times and values only, without arrays for what else was sent. */
  static NumberColumns readNumbers(DataCursor from, int count, long firstTime) {
    check(count);
    int start = from.position();
    int head = from.getByte();
    byte kind = (byte) from.getByte();
    boolean whole = kind == PointColumns.LONG;
    boolean number = whole || kind == PointColumns.DOUBLE;
    if ((head & HAS_KINDS) != 0 || !number && kind != PointColumns.HISTOGRAM) {
      return NumberColumns.of(read(from.at(start), count, firstTime));
    }
    total(head, from);
    long[] times = readTimes(from, count, firstTime);
    if ((head & HAS_STARTS) != 0) {
      LongColumn.skip(from, count);
    }
    if ((head & HAS_FLAGS) != 0) {
      LongColumn.skip(from, count);
    }
    if (number) {
      return NumberColumns.of(
          times, whole ? LongColumn.read(from, count) : DoubleColumn.read(from, count), whole);
    }
    PointBlock.Histograms histograms = ComplexColumns.histogramColumns(from, count);
    return histograms == null
        ? NumberColumns.of(read(from.at(start), count, firstTime))
        : NumberColumns.of(times, histograms);
  }

  private static void readTimes(DataCursor from, long firstTime, PointColumns points) {
    points.times = readTimes(from, points.size, firstTime);
  }

  private static long[] readTimes(DataCursor from, int count, long firstTime) {
    int unit = from.getByte();
    if (unit >= UNITS.length) {
      throw new StoreException("no unit of time " + unit);
    }
    long[] times = LongColumn.read(from, count);
    long nanos = UNITS[unit];
    for (int i = 0; i < times.length; i++) {
      times[i] = firstTime + times[i] * nanos;
    }
    return times;
  }

  private static void readValues(DataCursor from, PointColumns points) {
    int[] counts = new int[PointColumns.NONE + 1];
    for (int i = 0; i < points.size; i++) {
      if (points.kinds[i] < 0 || points.kinds[i] > PointColumns.NONE) {
        throw new StoreException("no metric point has the kind " + points.kinds[i]);
      }
      counts[points.kinds[i]]++;
    }
    long[] longs = LongColumn.read(from, counts[PointColumns.LONG]);
    long[] doubles = DoubleColumn.read(from, counts[PointColumns.DOUBLE]);
    Iterator<PointValue> histograms = others(PointColumns.HISTOGRAM, counts, from);
    Iterator<PointValue> exponentials = others(PointColumns.EXPONENTIAL_HISTOGRAM, counts, from);
    Iterator<PointValue> summaries = others(PointColumns.SUMMARY, counts, from);
    int nextLong = 0;
    int nextDouble = 0;
    for (int i = 0; i < points.size; i++) {
      switch (points.kinds[i]) {
        case PointColumns.LONG -> points.bits[i] = longs[nextLong++];
        case PointColumns.DOUBLE -> points.bits[i] = doubles[nextDouble++];
        case PointColumns.HISTOGRAM -> points.values[i] = histograms.next();
        case PointColumns.EXPONENTIAL_HISTOGRAM -> points.values[i] = exponentials.next();
        case PointColumns.SUMMARY -> points.values[i] = summaries.next();
        default -> {}
      }
    }
  }

  private static Iterator<PointValue> others(byte kind, int[] counts, DataCursor from) {
    int count = counts[kind];
    List<PointValue> values =
        count == 0
            ? List.of()
            : switch (kind) {
              case PointColumns.HISTOGRAM -> ComplexColumns.histograms(from, count);
              case PointColumns.SUMMARY -> ComplexColumns.summaries(from, count);
              default -> ComplexColumns.exponentials(from, count);
            };
    return values.iterator();
  }

  private static void readExemplars(int head, DataCursor from, PointColumns points) {
    java.util.Arrays.fill(points.exemplars, 0, points.size, new byte[0]);
    if ((head & HAS_EXEMPLARS) == 0) {
      return;
    }
    DataCursor all = new DataCursor(Zip.read(from), "exemplars of a metric chunk");
    long at = 0;
    while (all.remaining() > 0) {
      at += all.getCount();
      if (at >= points.size) {
        throw new StoreException("exemplars of point " + at + " of " + points.size);
      }
      points.exemplars[(int) at] = all.getBytes(all.getCount());
    }
  }
}
