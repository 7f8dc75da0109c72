package io.midwatch.storage.columnar.metric;

import io.midwatch.model.PointValue;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/*
 * One writer, many readers without locks. A reader takes the published count first (acquire) and
 * the arrays after it; the writer replaces an array before it publishes a count beyond its end, and
 * never changes what lies below a published count. A column that is alike in all points is no array
 * but one number; it becomes an array before the first point that differs is published.
 */

/**
 * Points of one series in the order they were added: 16 bytes each when nothing special is sent.
 */
final class Run {
  private static final byte[] NOTHING = new byte[0];

  long[] times = new long[8];
  private long[] bits = new long[8];
  private long start;
  private long @Nullable [] starts;
  private int @Nullable [] flags;
  private byte kind;
  private byte @Nullable [] kinds;
  private byte @Nullable [][] values;
  private byte @Nullable [][] exemplars;
  private long blobBytes;
  private int size;
  private volatile int published;

  boolean isAfter(long pointStart, long time) {
    return size == 0
        || time > times[size - 1]
        || (time == times[size - 1] && pointStart > startAt(size - 1));
  }

  boolean isLast(long pointStart, long time) {
    return size > 0 && times[size - 1] == time && startAt(size - 1) == pointStart;
  }

  /** Whether a run in order holds a point of this start and time. */
  boolean holds(long pointStart, long time) {
    for (int at = PointColumns.firstAt(times, size, time); at < size && times[at] == time; at++) {
      if (startAt(at) == pointStart) {
        return true;
      }
    }
    return false;
  }

  void add(long pointStart, long time, int flagBits, byte pointKind, long valueBits, byte[] value) {
    if (size == times.length) {
      grow(size * 2);
    }
    keepApart(pointStart, flagBits, pointKind, value);
    times[size] = time;
    bits[size] = valueBits;
    if (starts != null) {
      starts[size] = pointStart;
    }
    if (flags != null) {
      flags[size] = flagBits;
    }
    if (kinds != null) {
      kinds[size] = pointKind;
    }
    if (values != null) {
      values[size] = value;
      blobBytes += value.length == 0 ? 0 : value.length + 16;
    }
    if (exemplars != null) {
      exemplars[size] = NOTHING;
    }
    size++;
  }

  /** Makes arrays of the columns that are no longer alike. */
  private void keepApart(long pointStart, int flagBits, byte pointKind, byte[] value) {
    if (size == 0) {
      start = pointStart;
      kind = pointKind;
    }
    if (starts == null && pointStart != start) {
      long[] apart = new long[times.length];
      Arrays.fill(apart, 0, size, start);
      starts = apart;
    }
    if (flags == null && flagBits != 0) {
      flags = new int[times.length];
    }
    if (kinds == null && pointKind != kind) {
      byte[] apart = new byte[times.length];
      Arrays.fill(apart, 0, size, kind);
      kinds = apart;
    }
    if (values == null && value.length > 0) {
      byte[][] apart = new byte[times.length][];
      Arrays.fill(apart, 0, size, NOTHING);
      values = apart;
    }
  }

  void exemplars(byte[] encoded) {
    if (exemplars == null) {
      byte[][] apart = new byte[times.length][];
      Arrays.fill(apart, 0, size, NOTHING);
      exemplars = apart;
    }
    exemplars[size - 1] = encoded;
    blobBytes += encoded.length + 16;
  }

  private void grow(int length) {
    times = Arrays.copyOf(times, length);
    bits = Arrays.copyOf(bits, length);
    starts = starts == null ? null : Arrays.copyOf(starts, length);
    flags = flags == null ? null : Arrays.copyOf(flags, length);
    kinds = kinds == null ? null : Arrays.copyOf(kinds, length);
    values = values == null ? null : Arrays.copyOf(values, length);
    exemplars = exemplars == null ? null : Arrays.copyOf(exemplars, length);
  }

  void publish() {
    published = size;
  }

  int published() {
    return published;
  }

  long minTime(int count) {
    return Arrays.stream(times, 0, count).min().orElse(Long.MAX_VALUE);
  }

  long maxTime(int count) {
    return Arrays.stream(times, 0, count).max().orElse(Long.MIN_VALUE);
  }

  /** Appends points {@code [from, to)}, all published. */
  void copy(int from, int to, PointColumns into) {
    for (int i = from; i < to; i++) {
      copy(i, into);
    }
  }

  /** Whether all points are numbers of one kind; once it is not, it is never again. */
  boolean isPlain() {
    return kinds == null && (kind == PointColumns.LONG || kind == PointColumns.DOUBLE);
  }

  /** Points {@code [from, to)} of a plain run, all published. */
  NumberColumns plain(int from, int to) {
    return NumberColumns.of(
        Arrays.copyOfRange(times, from, to),
        Arrays.copyOfRange(bits, from, to),
        kind == PointColumns.LONG);
  }

  /** Appends the first {@code count} points whose times are wanted, by time, then start. */
  void copySorted(int count, LongPredicate wanted, PointColumns into) {
    IntStream.range(0, count)
        .filter(at -> wanted.test(times[at]))
        .boxed()
        .sorted(Comparator.<Integer>comparingLong(at -> times[at]).thenComparingLong(this::startAt))
        .forEach(at -> copy(at, into));
  }

  private void copy(int at, PointColumns into) {
    int[] ownFlags = flags;
    byte[][] ownValues = values;
    byte[][] ownExemplars = exemplars;
    byte ownKind = kindAt(at);
    byte[] encoded = ownValues == null ? NOTHING : ownValues[at];
    PointValue value = encoded.length == 0 ? null : ComplexBytes.read(ownKind, encoded);
    into.add(times[at], startAt(at), ownFlags == null ? 0 : ownFlags[at], ownKind, bits[at], value);
    if (ownExemplars != null) {
      into.exemplars[into.size - 1] = ownExemplars[at];
    }
  }

  private long startAt(int at) {
    long[] apart = starts;
    return apart == null ? start : apart[at];
  }

  private byte kindAt(int at) {
    byte[] apart = kinds;
    return apart == null ? kind : apart[at];
  }

  long memoryBytes() {
    long each =
        16L
            + (starts == null ? 0 : 8)
            + (flags == null ? 0 : 4)
            + (kinds == null ? 0 : 1)
            + (values == null ? 0 : 4)
            + (exemplars == null ? 0 : 4);
    return 100 + each * times.length + blobBytes;
  }
}
