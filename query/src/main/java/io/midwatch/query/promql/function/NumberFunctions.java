package io.midwatch.query.promql.function;

import io.midwatch.query.promql.series.Column;
import io.midwatch.query.promql.series.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** Functions of one number, which leave out histograms: {@code abs}, {@code sqrt}, {@code sin}. */
final class NumberFunctions {
  private NumberFunctions() {}

  static void register(Map<String, InstantFunction> table) {
    table.put("abs", of(Math::abs));
    table.put("ceil", of(Math::ceil));
    table.put("floor", of(Math::floor));
    table.put("exp", of(Math::exp));
    table.put("ln", of(Math::log));
    table.put("log2", of(NumberFunctions::log2));
    table.put("log10", of(Math::log10));
    table.put("sqrt", of(Math::sqrt));
    table.put("sgn", of(Math::signum));
    table.put("sin", of(Math::sin));
    table.put("cos", of(Math::cos));
    table.put("tan", of(Math::tan));
    table.put("asin", of(Math::asin));
    table.put("acos", of(Math::acos));
    table.put("atan", of(Math::atan));
    table.put("sinh", of(Math::sinh));
    table.put("cosh", of(Math::cosh));
    table.put("tanh", of(Math::tanh));
    table.put("asinh", of(NumberFunctions::asinh));
    table.put("acosh", of(NumberFunctions::acosh));
    table.put("atanh", of(x -> 0.5 * Math.log1p(2 * x / (1 - x))));
    table.put("deg", of(x -> x * 180 / Math.PI));
    table.put("rad", of(x -> x * Math.PI / 180));
    table.put("clamp", NumberFunctions::clamp);
    table.put("clamp_min", NumberFunctions::clampMin);
    table.put("clamp_max", NumberFunctions::clampMax);
    table.put("round", NumberFunctions::round);
    table.put("pi", call -> constant(Math.PI, call.grid().size()));
  }

  private static Value constant(double value, int size) {
    double[] values = new double[size];
    Arrays.fill(values, value);
    return new Value.Scalar(values);
  }

  private static double log2(double x) {
    // Exact for powers of two, which the quotient of logarithms is not.
    int exponent = Math.getExponent(x);
    return x > 0 && Double.isFinite(x) && x == Math.scalb(1.0, exponent)
        ? exponent
        : Math.log(x) / Math.log(2);
  }

  /** Below 1 there is none, and far below 1 its formula would say infinity. */
  private static double acosh(double x) {
    if (x < 1) {
      return Double.NaN;
    }
    double beyond = x - 1;
    return x > (1 << 28)
        ? Math.log(x) + Math.log(2)
        : Math.log1p(beyond + Math.sqrt(2 * beyond + beyond * beyond));
  }

  private static double asinh(double x) {
    double size = Math.abs(x);
    double found =
        size > (1 << 28) // its square may be beyond all numbers
            ? Math.log(size) + Math.log(2)
            : Math.log1p(size + size * size / (1 + Math.sqrt(size * size + 1)));
    return Math.copySign(found, x);
  }

  private static InstantFunction of(DoubleUnaryOperator operator) {
    return call -> mapped(call, (value, _) -> operator.applyAsDouble(value));
  }

  /** A number at a position of the grid. */
  interface Mapping {
    double apply(double value, int position);
  }

  static Value mapped(FunctionCall call, Mapping mapping) {
    List<Column> results = new ArrayList<>();
    for (Column column : call.vector(0)) {
      Column result = new Column(column.labels(), true, column.size());
      for (int i = 0; i < column.size(); i++) {
        if (column.has(i) && column.histogram(i) == null) {
          result.set(i, mapping.apply(column.value(i), i));
        }
      }
      results.add(result);
    }
    return new Value.Vector(results);
  }

  private static Value clamp(FunctionCall call) {
    double[] least = call.scalar(1);
    double[] most = call.scalar(2);
    List<Column> results = new ArrayList<>();
    for (Column column : call.vector(0)) {
      Column result = new Column(column.labels(), true, column.size());
      for (int i = 0; i < column.size(); i++) {
        if (column.has(i) && column.histogram(i) == null && !(most[i] < least[i])) {
          result.set(i, larger(least[i], smaller(most[i], column.value(i))));
        }
      }
      results.add(result);
    }
    return new Value.Vector(results);
  }

  private static Value clampMin(FunctionCall call) {
    double[] least = call.scalar(1);
    return mapped(call, (value, i) -> larger(least[i], value));
  }

  private static Value clampMax(FunctionCall call) {
    double[] most = call.scalar(1);
    return mapped(call, (value, i) -> smaller(most[i], value));
  }

  /** As Go has it: infinity is larger even than what is no number. */
  private static double larger(double a, double b) {
    return a == Double.POSITIVE_INFINITY || b == Double.POSITIVE_INFINITY
        ? Double.POSITIVE_INFINITY
        : Math.max(a, b);
  }

  private static double smaller(double a, double b) {
    return -larger(-a, -b);
  }

  private static Value round(FunctionCall call) {
    // Dividing by the inverse loses less than multiplying with the fraction.
    return mapped(
        call,
        (value, i) -> {
          double inverse = 1 / (call.has(1) ? call.scalar(1)[i] : 1);
          return Math.floor(value * inverse + 0.5) / inverse;
        });
  }
}
