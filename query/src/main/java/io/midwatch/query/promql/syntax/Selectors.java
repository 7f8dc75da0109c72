package io.midwatch.query.promql.syntax;

import io.midwatch.storage.contract.query.LabelMatcher;
import java.util.ArrayList;
import java.util.List;

/** The selectors in an expression. */
public final class Selectors {
  private Selectors() {}

  /** The matchers of each, in the order they are written. */
  public static List<List<LabelMatcher>> of(Expr expr) {
    List<List<LabelMatcher>> found = new ArrayList<>();
    collect(expr, found);
    return found;
  }

  private static void collect(Expr expr, List<List<LabelMatcher>> found) {
    switch (expr) {
      case Expr.NumberLiteral _, Expr.StringLiteral _ -> {}
      case Expr.VectorSelector it -> found.add(it.matchers());
      case Expr.MatrixSelector it -> found.add(it.vector().matchers());
      case Expr.Subquery it -> collect(it.inner(), found);
      case Expr.Paren it -> collect(it.inner(), found);
      case Expr.Signed it -> collect(it.inner(), found);
      case Expr.Aggregation it -> {
        Expr parameter = it.parameter();
        if (parameter != null) {
          collect(parameter, found);
        }
        collect(it.inner(), found);
      }
      case Expr.Call it -> it.arguments().forEach(argument -> collect(argument, found));
      case Expr.Binary it -> {
        collect(it.left(), found);
        collect(it.right(), found);
      }
    }
  }
}
