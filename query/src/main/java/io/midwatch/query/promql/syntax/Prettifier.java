package io.midwatch.query.promql.syntax;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes an expression over several lines where one of 100 characters does not hold it.
 *
 * <pre>
 * sum by (job) (
 *   rate(…[5m])
 * )
 * </pre>
 */
public final class Prettifier {
  private static final int LINE = 100;

  private Prettifier() {}

  /** With two blanks of indentation a level and no newline at the end. */
  public static String format(Expr expr) {
    return pretty(expr, 0);
  }

  private static String pretty(Expr expr, int level) {
    String line = Printer.print(expr);
    String indent = "  ".repeat(level);
    if (line.length() <= LINE) {
      return indent + line;
    }
    return switch (expr) {
      case Expr.Aggregation it -> {
        Expr parameter = it.parameter();
        List<Expr> arguments =
            parameter == null ? List.of(it.inner()) : List.of(parameter, it.inner());
        yield indent + Printer.aggregate(it) + block(arguments, level);
      }
      case Expr.Call it -> indent + it.function().name() + block(it.arguments(), level);
      case Expr.Paren it -> indent + block(List.of(it.inner()), level);
      case Expr.Binary it ->
          pretty(it.left(), level + 1)
              + "\n"
              + indent
              + Printer.operator(it)
              + "\n"
              + pretty(it.right(), level + 1);
      case Expr.Subquery it -> pretty(it.inner(), level) + Printer.brackets(it);
      case Expr.Signed it -> indent + Printer.sign(it) + pretty(it.inner(), level).strip();
      case Expr.NumberLiteral _,
          Expr.StringLiteral _,
          Expr.VectorSelector _,
          Expr.MatrixSelector _ ->
          indent + line;
    };
  }

  private static String block(List<Expr> parts, int level) {
    return parts.stream()
        .map(part -> pretty(part, level + 1))
        .collect(Collectors.joining(",\n", "(\n", "\n" + "  ".repeat(level) + ")"));
  }
}
