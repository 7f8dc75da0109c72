package io.midwatch.query.promql.histogram;

/** A sum with Neumaier's compensation for what rounding loses. Not thread-safe. */
public final class KahanSum {
  private double sum;
  private double compensation;

  public void add(double value) {
    double total = sum + value;
    if (Double.isInfinite(total)) {
      compensation = 0;
    } else if (Math.abs(sum) >= Math.abs(value)) {
      compensation += (sum - total) + value;
    } else {
      compensation += (value - total) + sum;
    }
    sum = total;
  }

  /** The sum, infinite ones as they are. */
  public double value() {
    return Double.isInfinite(sum) ? sum : sum + compensation;
  }

  /** The sum without what was lost. */
  public double uncompensated() {
    return sum;
  }

  public double compensation() {
    return compensation;
  }
}
