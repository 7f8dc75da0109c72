package io.midwatch.query.promql.eval;

import io.midwatch.query.promql.syntax.Operator;

/** Operators between two numbers. */
final class Arithmetic {
  private Arithmetic() {}

  static double apply(Operator operator, double left, double right) {
    return switch (operator) {
      case ADD -> left + right;
      case SUBTRACT -> left - right;
      case MULTIPLY -> left * right;
      case DIVIDE -> left / right;
      case MODULO -> left % right;
      case POWER -> power(left, right);
      case ATAN2 -> Math.atan2(left, right);
      default -> throw new IllegalStateException("no arithmetic: " + operator);
    };
  }

  /** As Go and C have it: 1 to any power, and anything to the power of 0, is 1. */
  private static double power(double base, double exponent) {
    return base == 1 || base == -1 && Double.isInfinite(exponent) ? 1 : Math.pow(base, exponent);
  }

  static boolean compare(Operator operator, double left, double right) {
    return switch (operator) {
      case EQUAL -> left == right;
      case NOT_EQUAL -> left != right;
      case GREATER -> left > right;
      case LESS -> left < right;
      case GREATER_EQUAL -> left >= right;
      case LESS_EQUAL -> left <= right;
      default -> throw new IllegalStateException("no comparison: " + operator);
    };
  }
}
