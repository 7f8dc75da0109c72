package io.midwatch.query.promql.syntax;

import java.util.List;

/**
 * What a function takes and gives.
 *
 * @param optional how many of the last arguments may be left out; -1 when the last one may also be
 *     repeated
 * @param experimental Prometheus may still change it
 */
public record FunctionSignature(
    String name, List<ValueType> arguments, int optional, ValueType returns, boolean experimental) {
  public FunctionSignature {
    arguments = List.copyOf(arguments);
  }

  int least() {
    return arguments.size() - Math.abs(optional);
  }

  /** The most arguments, {@link Integer#MAX_VALUE} when there is no limit. */
  int most() {
    return optional < 0 ? Integer.MAX_VALUE : arguments.size();
  }

  ValueType argument(int position) {
    return arguments.get(Math.min(position, arguments.size() - 1));
  }
}
