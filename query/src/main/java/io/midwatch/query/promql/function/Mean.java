package io.midwatch.query.promql.function;

/**
 * The mean of numbers: their compensated sum by their count, or from where that overflows a mean
 * that is corrected with every number. Not thread-safe.
 */
public final class Mean {
  private double sum;
  private double compensation;
  private double count;
  private boolean incremental;

  public void add(double value) {
    count++;
    if (!incremental) {
      double total = sum + value;
      if (count == 1 || !Double.isInfinite(total)) {
        compensate(value, sum, compensation);
        return;
      }
      incremental = true;
      sum /= count - 1;
      compensation /= count - 1;
    }
    if (Double.isInfinite(sum) && keepsInfinite(value)) {
      return;
    }
    double share = (count - 1) / count;
    compensate(value / count, share * sum, share * compensation);
  }

  /** An infinite mean stays what it is, unless its opposite or NaN comes. */
  private boolean keepsInfinite(double value) {
    return Double.isInfinite(value) ? sum > 0 == value > 0 : !Double.isNaN(value);
  }

  private void compensate(double value, double before, double lost) {
    double total = before + value;
    if (Double.isInfinite(total)) {
      compensation = 0;
    } else if (Math.abs(before) >= Math.abs(value)) {
      compensation = lost + ((before - total) + value);
    } else {
      compensation = lost + ((value - total) + before);
    }
    sum = total;
  }

  public double value() {
    return incremental ? sum + compensation : sum / count + compensation / count;
  }
}
