package io.midwatch.query.promql.series;

/**
 * The times an expression is evaluated at: {@code startMillis + i * stepMillis} for i in [0, size).
 * An instant is a grid of one time.
 */
public record Grid(long startMillis, long stepMillis, int size) {
  public static Grid instant(long millis) {
    return new Grid(millis, 1, 1);
  }

  /** From start to at most end, both included. */
  public static Grid range(long startMillis, long endMillis, long stepMillis) {
    return new Grid(startMillis, stepMillis, (int) ((endMillis - startMillis) / stepMillis) + 1);
  }

  public long time(int position) {
    return startMillis + position * stepMillis;
  }

  public long endMillis() {
    return time(size - 1);
  }
}
