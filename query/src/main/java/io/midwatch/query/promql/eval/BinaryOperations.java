package io.midwatch.query.promql.eval;

import io.midwatch.query.promql.plan.Plan;
import io.midwatch.query.promql.series.Annotations;
import io.midwatch.query.promql.series.Column;
import io.midwatch.query.promql.series.Value;
import io.midwatch.query.promql.syntax.Operator;
import java.util.ArrayList;
import java.util.List;

/** Operators between scalars and vectors in every combination. */
final class BinaryOperations {
  private final Annotations annotations;

  BinaryOperations(Annotations annotations) {
    this.annotations = annotations;
  }

  Value apply(Plan.Binary plan, Value left, Value right, int size) {
    PairOperation pair = new PairOperation(plan.operator(), plan.bool(), annotations, plan.place());
    if (left instanceof Value.Scalar a && right instanceof Value.Scalar b) {
      return scalars(plan, a.values(), b.values());
    }
    if (left instanceof Value.Vector a && right instanceof Value.Scalar b) {
      return new Value.Vector(withScalar(plan, pair, a.columns(), b.values(), false));
    }
    if (left instanceof Value.Scalar a && right instanceof Value.Vector b) {
      return new Value.Vector(withScalar(plan, pair, b.columns(), a.values(), true));
    }
    if (left instanceof Value.Vector a && right instanceof Value.Vector b) {
      return new Value.Vector(
          plan.operator().isSet()
              ? new SetOperations(plan.matching(), size)
                  .apply(plan.operator(), a.columns(), b.columns())
              : new VectorMatching(plan, pair, size).apply(a.columns(), b.columns()));
    }
    throw new IllegalStateException("no operation between " + left + " and " + right);
  }

  private static Value scalars(Plan.Binary plan, double[] left, double[] right) {
    Operator operator = plan.operator();
    double[] values = new double[left.length];
    for (int i = 0; i < values.length; i++) {
      if (operator.isTrim()) {
        values[i] = Double.NaN;
      } else if (operator.isComparison()) {
        values[i] = Arithmetic.compare(operator, left[i], right[i]) ? 1 : 0;
      } else {
        values[i] = Arithmetic.apply(operator, left[i], right[i]);
      }
    }
    return new Value.Scalar(values);
  }

  private static List<Column> withScalar(
      Plan.Binary plan, PairOperation pair, List<Column> vector, double[] scalar, boolean swapped) {
    boolean keepsName =
        (plan.operator().isComparison() || plan.operator().isTrim()) && !plan.bool();
    List<Column> results = new ArrayList<>(vector.size());
    for (Column column : vector) {
      Column result = new Column(column.labels(), column.dropName() || !keepsName, column.size());
      for (int i = 0; i < column.size(); i++) {
        if (!column.has(i)) {
          continue;
        }
        boolean kept =
            swapped
                ? pair.apply(scalar[i], null, column.value(i), column.histogram(i), true)
                : pair.apply(column.value(i), column.histogram(i), scalar[i], null, false);
        if (kept) {
          pair.store(result, i);
        }
      }
      results.add(result);
    }
    return results;
  }
}
