package io.midwatch.query.promql.syntax;

import static io.midwatch.query.promql.syntax.ValueType.SCALAR;
import static io.midwatch.query.promql.syntax.ValueType.VECTOR;

import io.midwatch.query.promql.syntax.Matching.Cardinality;
import java.util.List;

/** Checks that the types of a tree fit. */
final class Checker {
  private final String text;

  Checker(String text) {
    this.text = text;
  }

  /**
   * @throws SyntaxException for the first part that does not fit
   */
  void check(Expr expr) {
    switch (expr) {
      case Expr.NumberLiteral _, Expr.StringLiteral _, Expr.VectorSelector _ -> {}
      case Expr.MatrixSelector matrix -> check(matrix.vector());
      case Expr.Paren paren -> check(paren.inner());
      case Expr.Signed signed -> signed(signed);
      case Expr.Subquery subquery -> subquery(subquery);
      case Expr.Aggregation aggregation -> aggregation(aggregation);
      case Expr.Call call -> call(call);
      case Expr.Binary binary -> binary(binary);
    }
  }

  private void signed(Expr.Signed signed) {
    check(signed.inner());
    ValueType type = signed.inner().type();
    if (type != SCALAR && type != VECTOR) {
      throw error(
          "unary expression only allowed on expressions of type scalar or instant vector, got "
              + Quoting.quote(type.words()),
          signed);
    }
  }

  private void subquery(Expr.Subquery subquery) {
    check(subquery.inner());
    if (subquery.inner().type() != VECTOR) {
      throw error(
          "subquery is only allowed on instant vector, got "
              + subquery.inner().type().words()
              + " instead",
          subquery);
    }
  }

  private void aggregation(Expr.Aggregation aggregation) {
    check(aggregation.inner());
    require(VECTOR, aggregation.inner(), "aggregation expression");
    ValueType wanted = aggregation.aggregator().parameter();
    Expr parameter = aggregation.parameter();
    if (wanted != null && parameter != null) {
      check(parameter);
      require(wanted, parameter, "aggregation parameter");
    }
  }

  private void call(Expr.Call call) {
    FunctionSignature function = call.function();
    List<Expr> arguments = call.arguments();
    int got = arguments.size();
    if (got < function.least() || got > function.most()) {
      String bound =
          function.optional() == 0
              ? "expected " + function.least()
              : got < function.least()
                  ? "expected at least " + function.least()
                  : "expected at most " + function.most();
      throw error(
          bound + " argument(s) in call to " + Quoting.quote(function.name()) + ", got " + got,
          call);
    }
    for (int i = 0; i < got; i++) {
      check(arguments.get(i));
      require(
          function.argument(i),
          arguments.get(i),
          "call to function " + Quoting.quote(function.name()));
    }
  }

  private void binary(Expr.Binary binary) {
    check(binary.left());
    check(binary.right());
    Operator operator = binary.operator();
    ValueType left = binary.left().type();
    ValueType right = binary.right().type();
    if (binary.bool() && !operator.isComparison()) {
      throw atOperator("bool modifier can only be used on comparison operators", binary);
    }
    if (left != SCALAR && left != VECTOR) {
      throw error(
          "binary expression must contain only scalar and instant vector types", binary.left());
    }
    if (right != SCALAR && right != VECTOR) {
      throw error(
          "binary expression must contain only scalar and instant vector types", binary.right());
    }
    if (operator.isComparison() && !binary.bool() && left == SCALAR && right == SCALAR) {
      throw atOperator("comparisons between scalars must use BOOL modifier", binary);
    }
    boolean vectors = left == VECTOR && right == VECTOR;
    if (!vectors && operator.isSet()) {
      throw error(
          "set operator "
              + Quoting.quote(operator.symbol())
              + " not allowed in binary scalar expression",
          binary);
    }
    if (!vectors
        && (binary.matchingWritten() || !binary.matching().fill().equals(Matching.Fill.NONE))) {
      throw error("vector matching only allowed between instant vectors", binary);
    }
    matching(binary);
  }

  private void matching(Expr.Binary binary) {
    Matching matching = binary.matching();
    Cardinality cardinality = matching.cardinality();
    boolean grouped =
        cardinality == Cardinality.MANY_TO_ONE || cardinality == Cardinality.ONE_TO_MANY;
    if (grouped && binary.operator().isSet()) {
      throw error(
          "no grouping allowed for " + Quoting.quote(binary.operator().symbol()) + " operation",
          binary);
    }
    if (!matching.fill().equals(Matching.Fill.NONE) && binary.operator().isSet()) {
      throw error("filling in missing series not allowed for set operators", binary);
    }
    for (String label : matching.labels()) {
      if (matching.on() && matching.include().contains(label)) {
        throw atOperator(
            "label " + Quoting.quote(label) + " must not occur in ON and GROUP clause at once",
            binary);
      }
    }
  }

  private void require(ValueType wanted, Expr expr, String context) {
    if (expr.type() != wanted) {
      throw error(
          "expected type " + wanted.words() + " in " + context + ", got " + expr.type().words(),
          expr);
    }
  }

  /** The operator is the first word after the left side. */
  private SyntaxException atOperator(String problem, Expr.Binary binary) {
    int start = binary.left().range().end();
    int end = binary.right().range().start();
    while (start < end && (text.charAt(start) == '#' || text.charAt(start) <= ' ')) {
      int line = text.charAt(start) == '#' ? text.indexOf('\n', start) : start;
      start = line < 0 ? end : line + 1;
    }
    return new SyntaxException(problem, new TextRange(start, end), text);
  }

  private SyntaxException error(String problem, Expr at) {
    return new SyntaxException(problem, at.range(), text);
  }
}
