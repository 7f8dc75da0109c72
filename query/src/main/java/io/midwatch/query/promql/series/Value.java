package io.midwatch.query.promql.series;

import java.util.List;

/** What an expression yields over a grid. */
public sealed interface Value {
  /** One number at each time. */
  @SuppressWarnings("ArrayRecordComponent") // one number per step; copying would cost a query
  record Scalar(double[] values) implements Value {}

  /** A text. */
  record Text(String text) implements Value {}

  /** Series; which of them have a value may differ from time to time. */
  record Vector(List<Column> columns) implements Value {}
}
