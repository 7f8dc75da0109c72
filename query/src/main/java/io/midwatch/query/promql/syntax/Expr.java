package io.midwatch.query.promql.syntax;

import io.midwatch.storage.contract.query.LabelMatcher;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression as the user wrote it. */
public sealed interface Expr {
  /** Where it stands in the query. */
  TextRange range();

  ValueType type();

  /** A number; {@code durationMillis} is set when it was written as {@code 5m}. */
  record NumberLiteral(double value, @Nullable Long durationMillis, TextRange range)
      implements Expr {
    @Override
    public ValueType type() {
      return ValueType.SCALAR;
    }
  }

  /** A quoted text. */
  record StringLiteral(String value, TextRange range) implements Expr {
    @Override
    public ValueType type() {
      return ValueType.STRING;
    }
  }

  /**
   * {@code name{label="value"} offset 5m}.
   *
   * @param name the metric before the braces or quoted inside, empty when absent
   * @param matchers as written, that of a name last
   */
  record VectorSelector(
      String name, List<LabelMatcher> matchers, TimeModifier time, TextRange range)
      implements Expr {
    public VectorSelector {
      matchers = List.copyOf(matchers);
    }

    @Override
    public ValueType type() {
      return ValueType.VECTOR;
    }
  }

  /** {@code selector[5m]}; its time modifier is that of the selector. */
  record MatrixSelector(VectorSelector vector, DurationExpr width, TextRange range)
      implements Expr {
    @Override
    public ValueType type() {
      return ValueType.MATRIX;
    }
  }

  /** {@code expr[1h:1m]}; a null step is the default one. */
  record Subquery(
      Expr inner,
      DurationExpr width,
      @Nullable DurationExpr step,
      TimeModifier time,
      TextRange range)
      implements Expr {
    @Override
    public ValueType type() {
      return ValueType.MATRIX;
    }
  }

  /** {@code sum by (job) (expr)}. */
  record Aggregation(
      Aggregator aggregator,
      Expr inner,
      @Nullable Expr parameter,
      List<String> grouping,
      boolean without,
      TextRange range)
      implements Expr {
    public Aggregation {
      grouping = List.copyOf(grouping);
    }

    @Override
    public ValueType type() {
      return ValueType.VECTOR;
    }
  }

  /** {@code left + on (job) right}; {@code matching} tells something only between two vectors. */
  record Binary(
      Operator operator,
      Expr left,
      Expr right,
      Matching matching,
      boolean matchingWritten,
      boolean bool,
      TextRange range)
      implements Expr {
    @Override
    public ValueType type() {
      return left.type() == ValueType.SCALAR && right.type() == ValueType.SCALAR
          ? ValueType.SCALAR
          : ValueType.VECTOR;
    }
  }

  /** {@code rate(x[5m])}. */
  record Call(FunctionSignature function, List<Expr> arguments, TextRange range) implements Expr {
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public ValueType type() {
      return function.returns();
    }
  }

  /** {@code (expr)}. */
  record Paren(Expr inner, TextRange range) implements Expr {
    @Override
    public ValueType type() {
      return inner.type();
    }
  }

  /** {@code -expr} or {@code +expr}. */
  record Signed(boolean negative, Expr inner, TextRange range) implements Expr {
    @Override
    public ValueType type() {
      return inner.type();
    }
  }

  /** Without the parentheses around it. */
  default Expr bare() {
    Expr expr = this;
    while (expr instanceof Paren paren) {
      expr = paren.inner();
    }
    return expr;
  }
}
