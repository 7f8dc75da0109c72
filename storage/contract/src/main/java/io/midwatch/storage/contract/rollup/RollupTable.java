package io.midwatch.storage.contract.rollup;

import java.util.List;

/**
 * What one rollup counts, per bucket of time and per combination of dimensions.
 *
 * <pre>
 * requests: service, endpoint, kind, version, environment → requests, failed | duration | –
 * </pre>
 *
 * @param dimensions the key of a row, in order
 * @param counters names of additive counts
 * @param histograms names of distributions; their unit is part of the name's document
 * @param sketches names of distinct counts
 * @param maxRowsPerBucket rows a bucket may hold; what comes after is counted under the overflow
 *     key
 */
public record RollupTable(
    String name,
    List<Dimension> dimensions,
    List<String> counters,
    List<String> histograms,
    List<String> sketches,
    int maxRowsPerBucket) {

  /** Type of a dimension's values. */
  public enum DimensionType {
    TEXT,
    NUMBER,
    BOOL
  }

  /** One part of the key. */
  public record Dimension(String name, DimensionType type) {
    public static Dimension text(String name) {
      return new Dimension(name, DimensionType.TEXT);
    }
  }

  public RollupTable {
    dimensions = List.copyOf(dimensions);
    counters = List.copyOf(counters);
    histograms = List.copyOf(histograms);
    sketches = List.copyOf(sketches);
    if (maxRowsPerBucket < 1) {
      throw new IllegalArgumentException("maxRowsPerBucket must be positive: " + maxRowsPerBucket);
    }
  }

  /** Position of a dimension, counter, histogram or sketch by name. */
  public int dimension(String dimension) {
    for (int i = 0; i < dimensions.size(); i++) {
      if (dimensions.get(i).name().equals(dimension)) {
        return i;
      }
    }
    throw new IllegalArgumentException("table " + name + " has no dimension " + dimension);
  }

  public int counter(String counter) {
    return position(counters, counter, "counter");
  }

  public int histogram(String histogram) {
    return position(histograms, histogram, "histogram");
  }

  public int sketch(String sketch) {
    return position(sketches, sketch, "sketch");
  }

  private int position(List<String> names, String wanted, String what) {
    int position = names.indexOf(wanted);
    if (position < 0) {
      throw new IllegalArgumentException("table " + name + " has no " + what + " " + wanted);
    }
    return position;
  }
}
