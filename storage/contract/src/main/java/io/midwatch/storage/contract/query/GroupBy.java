package io.midwatch.storage.contract.query;

/** How rows are put into groups. */
public sealed interface GroupBy {
  /**
   * One group per value; a row whose value is an array is in each element's group. Rows without the
   * value form a group of their own, or are left out.
   */
  record Terms(Field field, Missing missing) implements GroupBy {}

  /** One group per step of time, aligned to multiples of the step since the epoch. */
  record TimeBucket(long stepNanos) implements GroupBy {
    public TimeBucket {
      if (stepNanos < 1) {
        throw new IllegalArgumentException("step must be positive: " + stepNanos);
      }
    }
  }

  /**
   * One group per band of a positive number, bands growing by {@code logBase} (above 1): the key is
   * the band's lower bound. Zero and below form the group 0; rows without the number are left out.
   */
  record NumericBucket(Field field, double logBase) implements GroupBy {
    public NumericBucket {
      if (!(logBase > 1)) {
        throw new IllegalArgumentException("logBase must be above 1: " + logBase);
      }
    }

    /** Lower bound of the band a value belongs to. */
    public double lowerBound(double value) {
      if (!(value > 0)) {
        return 0;
      }
      double band = Math.floor(Math.log(value) / Math.log(logBase) + 1e-9);
      return Math.pow(logBase, band);
    }
  }

  /** What happens to rows without a value. */
  enum Missing {
    OWN_GROUP,
    LEFT_OUT
  }

  static GroupBy terms(Field field) {
    return new Terms(field, Missing.OWN_GROUP);
  }
}
