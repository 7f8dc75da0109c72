package io.midwatch.storage.contract.write;

/**
 * One metric point while it is decoded; which fields mean something follows from {@link #kind}.
 * Mutable and reused; arrays may be longer than their length field says.
 */
public final class PointHeader {
  /** The shape of the value. */
  public enum Kind {
    LONG,
    DOUBLE,
    HISTOGRAM,
    EXPONENTIAL_HISTOGRAM,
    SUMMARY,
    NO_RECORDED_VALUE
  }

  /** Position of the point in its request, counting rejected ones, from 0. */
  public int item;

  public Kind kind = Kind.DOUBLE;
  public long startTimeUnixNano;
  public long timeUnixNano;
  public int flags;
  public long longValue;
  public double doubleValue;
  public long count;
  public boolean hasSum;
  public double sum;
  public boolean hasMin;
  public double min;
  public boolean hasMax;
  public double max;

  /** Histogram bounds, or the quantiles of a summary. */
  public double[] bounds = new double[16];

  public int boundsLength;

  /** The values of a summary's quantiles, {@code boundsLength} of them. */
  public double[] quantileValues = new double[16];

  /** Histogram bucket counts, or the positive buckets of an exponential histogram. */
  public long[] counts = new long[16];

  public int countsLength;
  public int scale;
  public long zeroCount;
  public double zeroThreshold;
  public int positiveOffset;
  public int negativeOffset;
  public long[] negativeCounts = new long[16];
  public int negativeCountsLength;

  /** Back to zeros; arrays are kept for reuse. */
  public void clear() {
    item = 0;
    kind = Kind.DOUBLE;
    startTimeUnixNano = 0;
    timeUnixNano = 0;
    flags = 0;
    longValue = 0;
    doubleValue = 0;
    count = 0;
    hasSum = false;
    sum = 0;
    hasMin = false;
    min = 0;
    hasMax = false;
    max = 0;
    boundsLength = 0;
    countsLength = 0;
    scale = 0;
    zeroCount = 0;
    zeroThreshold = 0;
    positiveOffset = 0;
    negativeOffset = 0;
    negativeCountsLength = 0;
  }
}
