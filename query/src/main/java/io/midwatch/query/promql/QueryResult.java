package io.midwatch.query.promql;

import io.midwatch.query.promql.eval.RangeResult;
import io.midwatch.query.promql.series.Annotations.Annotation;
import io.midwatch.query.promql.series.Grid;
import io.midwatch.query.promql.series.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a query yields.
 *
 * @param value over the grid; no series has a label set twice, none drops its name any more
 * @param ranges the series of an instant query of a range, instead of {@code value}
 * @param samples read and made on the way
 */
public record QueryResult(
    Grid grid,
    @Nullable Value value,
    @Nullable List<RangeResult> ranges,
    List<Annotation> annotations,
    long samples) {
  public QueryResult {
    annotations = List.copyOf(annotations);
  }
}
