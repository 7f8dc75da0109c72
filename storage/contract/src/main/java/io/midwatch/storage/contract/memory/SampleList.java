package io.midwatch.storage.contract.memory;

import io.midwatch.storage.contract.query.Series.Sample;
import io.midwatch.storage.contract.query.TimeRange;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The points of one series by time, then start. One writer at a time; a reader sees the points of
 * one moment. Appending in order of time copies nothing.
 */
final class SampleList {
  private static final Comparator<Sample> ORDER =
      Comparator.comparingLong(Sample::timeUnixNano).thenComparingLong(Sample::startTimeUnixNano);

  private volatile Samples samples = new Samples(new Sample[4], 0, 0);

  /** Samples {@code [from, to)} of an array; what lies before and behind is the writer's. */
  @SuppressWarnings("ArrayRecordComponent") // private, and never compared
  private record Samples(Sample[] array, int from, int to) {
    int size() {
      return to - from;
    }

    /** Position of the first sample that is not before the given one. */
    int firstAtLeast(Sample sample) {
      int low = from;
      int high = to;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (ORDER.compare(array[middle], sample) < 0) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }

    /** Position of the first sample at or after a time. */
    int firstAt(long unixNano) {
      int low = from;
      int high = to;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (array[middle].timeUnixNano() < unixNano) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }
  }

  /** Adds a sample unless one of the same start and time is here. */
  boolean add(Sample sample) {
    Samples now = samples;
    int at =
        now.to == now.from || ORDER.compare(now.array[now.to - 1], sample) < 0
            ? now.to
            : now.firstAtLeast(sample);
    if (at < now.to && ORDER.compare(now.array[at], sample) == 0) {
      return false;
    }
    if (at == now.to && now.to < now.array.length) {
      now.array[at] = sample;
      samples = new Samples(now.array, now.from, now.to + 1);
      return true;
    }
    Sample[] copy = new Sample[now.size() + now.size() / 2 + 4];
    int before = at - now.from;
    System.arraycopy(now.array, now.from, copy, 0, before);
    copy[before] = sample;
    System.arraycopy(now.array, at, copy, before + 1, now.to - at);
    samples = new Samples(copy, 0, now.size() + 1);
    return true;
  }

  /** Removes the first; there must be one. */
  void removeFirst() {
    Samples now = samples;
    samples = new Samples(now.array, now.from + 1, now.to);
  }

  /** Removes samples before the time and returns how many there were. */
  int removeBefore(long unixNano) {
    Samples now = samples;
    int from = now.firstAt(unixNano);
    if (from > now.from) {
      Sample[] kept = Arrays.copyOfRange(now.array, from, Math.max(from + 1, now.to));
      samples = new Samples(kept, 0, now.to - from);
    }
    return from - now.from;
  }

  boolean isEmpty() {
    return samples.size() == 0;
  }

  /** The samples in a range, unmodifiable by the caller's promise. */
  List<Sample> in(TimeRange range) {
    Samples now = samples;
    return Arrays.asList(now.array)
        .subList(now.firstAt(range.fromUnixNano()), now.firstAt(range.toUnixNano()));
  }

  /** Time of the first; the greatest long when empty. */
  long firstTime() {
    Samples now = samples;
    return now.size() == 0 ? Long.MAX_VALUE : now.array[now.from].timeUnixNano();
  }

  /** Time of the last; the least long when empty. */
  long lastTime() {
    Samples now = samples;
    return now.size() == 0 ? Long.MIN_VALUE : now.array[now.to - 1].timeUnixNano();
  }
}
