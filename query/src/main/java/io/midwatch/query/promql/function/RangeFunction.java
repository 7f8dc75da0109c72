package io.midwatch.query.promql.function;

/** Makes one value of the samples in a range. */
@FunctionalInterface
public interface RangeFunction {
  /**
   * Sets the result, or leaves it absent.
   *
   * @param parameter the function's scalar argument, 0 when it has none
   */
  void apply(RangeWindow window, double parameter, Point result);
}
