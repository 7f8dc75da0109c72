package io.midwatch.query.promql.function;

import io.midwatch.query.promql.series.Value;

/** Makes one value of others, at every time of a grid. */
@FunctionalInterface
public interface InstantFunction {
  Value apply(FunctionCall call);
}
