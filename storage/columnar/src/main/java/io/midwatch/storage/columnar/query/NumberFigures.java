package io.midwatch.storage.columnar.query;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.ArrayValue;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.contract.answer.Quantiles;
import io.midwatch.storage.contract.answer.Values;
import io.midwatch.storage.contract.query.Field;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Sum, least, greatest and mean of a field in every group, and its distribution when asked for. */
final class NumberFigures implements Figure {
  private final Field field;
  private final double[] numbers = new double[Table.BLOCK_ROWS];
  private boolean sums;
  private boolean quantiles;
  private @Nullable NumberSource source;
  private long[] counts = new long[0];
  private double[] sum = new double[0];
  private double[] min = new double[0];
  private double[] max = new double[0];
  private @Nullable Quantiles[] distributions = new Quantiles[0];

  NumberFigures(Field field) {
    this.field = field;
  }

  void wantSums() {
    sums = true;
  }

  void wantQuantiles() {
    quantiles = true;
  }

  @Override
  public void open(PartView<?> view) {
    source = NumberSource.of(view.column(field));
  }

  @Override
  public void add(int block, int[] positions, int[] groups, int count, int size) {
    NumberSource from = source;
    if (from == null) {
      return;
    }
    grow(size);
    boolean arrays = from.read(block, positions, count, numbers);
    if (sums) {
      addNumbers(groups, count);
      if (arrays) {
        addElements(from, block, positions, groups, count);
      }
    }
    if (quantiles) {
      addToDistributions(groups, count);
    }
  }

  private void grow(int size) {
    int old = counts.length;
    if (old >= size) {
      return;
    }
    int length = Math.max(size, 2 * old);
    counts = Arrays.copyOf(counts, length);
    sum = Arrays.copyOf(sum, length);
    min = Arrays.copyOf(min, length);
    max = Arrays.copyOf(max, length);
    distributions = Arrays.copyOf(distributions, length);
    Arrays.fill(min, old, length, Double.POSITIVE_INFINITY);
    Arrays.fill(max, old, length, Double.NEGATIVE_INFINITY);
  }

  private void addNumbers(int[] groups, int count) {
    for (int i = 0; i < count; i++) {
      double number = numbers[i];
      if (!Double.isNaN(number)) {
        addNumber(groups[i], number);
      }
    }
  }

  private boolean addNumber(int group, double number) {
    if (!Double.isNaN(number)) {
      counts[group]++;
      sum[group] += number;
      min[group] = Math.min(min[group], number);
      max[group] = Math.max(max[group], number);
    }
    return false;
  }

  private void addElements(NumberSource from, int block, int[] positions, int[] groups, int count) {
    int base = block * Table.BLOCK_ROWS;
    for (int i = 0; i < count; i++) {
      int group = groups[i];
      AttributeValue value = Double.isNaN(numbers[i]) ? from.valueAt(base + positions[i]) : null;
      if (value instanceof ArrayValue) {
        Values.any(value, element -> addNumber(group, Values.number(element)));
      }
    }
  }

  private void addToDistributions(int[] groups, int count) {
    for (int i = 0; i < count; i++) {
      double number = numbers[i];
      if (!Double.isNaN(number)) {
        Quantiles distribution = distributions[groups[i]];
        if (distribution == null) {
          distribution = new Quantiles();
          distributions[groups[i]] = distribution;
        }
        distribution.add(number);
      }
    }
  }

  @Override
  public boolean isApproximate(int group) {
    Quantiles distribution = group < distributions.length ? distributions[group] : null;
    return distribution != null && !distribution.isExact();
  }

  double sum(int group) {
    return group < counts.length ? sum[group] : 0;
  }

  double min(int group) {
    return isEmpty(group) ? Double.NaN : min[group];
  }

  double max(int group) {
    return isEmpty(group) ? Double.NaN : max[group];
  }

  double average(int group) {
    return isEmpty(group) ? Double.NaN : sum[group] / counts[group];
  }

  private boolean isEmpty(int group) {
    return group >= counts.length || counts[group] == 0;
  }

  double quantile(int group, double quantile) {
    Quantiles distribution = group < distributions.length ? distributions[group] : null;
    return distribution == null ? Double.NaN : distribution.quantile(quantile);
  }
}
