package io.midwatch.query.promql.syntax;

import org.jspecify.annotations.Nullable;

/**
 * A length of time in a range, a subquery's step or an offset: {@code 5m}, {@code 2*step()}. Values
 * are seconds.
 */
public sealed interface DurationExpr {
  /**
   * Seconds.
   *
   * @param stepSeconds distance of the query's points
   * @param rangeSeconds from the query's first point to its last
   * @throws ArithmeticException when something is divided by zero
   */
  double seconds(double stepSeconds, double rangeSeconds);

  /** A number of seconds; {@code millis} is set when it was written as a duration. */
  record Literal(double value, @Nullable Long millis) implements DurationExpr {
    @Override
    public double seconds(double stepSeconds, double rangeSeconds) {
      return value;
    }
  }

  /** A sign. */
  record Signed(boolean negative, DurationExpr inner) implements DurationExpr {
    @Override
    public double seconds(double stepSeconds, double rangeSeconds) {
      double value = inner.seconds(stepSeconds, rangeSeconds);
      return negative ? -value : value;
    }
  }

  /** Arithmetic. */
  record Binary(Operator operator, DurationExpr left, DurationExpr right) implements DurationExpr {
    @Override
    public double seconds(double stepSeconds, double rangeSeconds) {
      double a = left.seconds(stepSeconds, rangeSeconds);
      double b = right.seconds(stepSeconds, rangeSeconds);
      return switch (operator) {
        case ADD -> a + b;
        case SUBTRACT -> a - b;
        case MULTIPLY -> a * b;
        case DIVIDE -> a / divisor(b, "division by zero");
        case MODULO -> a % divisor(b, "modulo by zero");
        case POWER -> Math.pow(a, b);
        default -> throw new IllegalStateException("no duration operator: " + operator);
      };
    }

    private static double divisor(double value, String otherwise) {
      if (value == 0) {
        throw new ArithmeticException(otherwise);
      }
      return value;
    }
  }

  /** {@code step()}. */
  record Step() implements DurationExpr {
    @Override
    public double seconds(double stepSeconds, double rangeSeconds) {
      return stepSeconds;
    }
  }

  /** {@code range()}. */
  record Range() implements DurationExpr {
    @Override
    public double seconds(double stepSeconds, double rangeSeconds) {
      return rangeSeconds;
    }
  }

  /** {@code min_of(a, b)} or {@code max_of(a, b)}. */
  record Choice(boolean least, DurationExpr left, DurationExpr right) implements DurationExpr {
    @Override
    public double seconds(double stepSeconds, double rangeSeconds) {
      double a = left.seconds(stepSeconds, rangeSeconds);
      double b = right.seconds(stepSeconds, rangeSeconds);
      return least ? Math.min(a, b) : Math.max(a, b);
    }
  }

  /** In parentheses. */
  record Paren(DurationExpr inner) implements DurationExpr {
    @Override
    public double seconds(double stepSeconds, double rangeSeconds) {
      return inner.seconds(stepSeconds, rangeSeconds);
    }
  }
}
