package io.midwatch.storage.contract.read;

import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.LabelMatcher;
import io.midwatch.storage.contract.query.ListAnswer;
import io.midwatch.storage.contract.query.MetricMetadata;
import io.midwatch.storage.contract.query.PointBlock;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.Series;
import io.midwatch.storage.contract.query.SeriesQuery;
import io.midwatch.storage.contract.query.SeriesVisitor;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.query.WholeSeries;
import java.util.List;

/**
 * Finds metric series by their Prometheus label sets. Series come by label set ascending, points by
 * time ascending; a point belongs to the range that holds its time. Scopes see a series' resource
 * and point attributes as free attributes. Every answer says how far it can be trusted; names and
 * metrics are looked for within {@link io.midwatch.storage.contract.query.QueryLimits#DEFAULT}.
 * Concurrency and errors are those of {@link SpanReader}.
 */
public interface MetricReader {
  /** Hands matching series with at least one point in the range to the visitor. */
  Completeness readSeries(SeriesQuery query, SeriesVisitor visitor);

  /**
   * The same as blocks of times and values. A store that keeps columns hands them over as they are.
   */
  default Completeness readBlocks(SeriesQuery query, PointBlock.Visitor visitor) {
    return readSeries(query, chunk -> visitor.visit(PointBlock.of(chunk)));
  }

  /** All matching series at once; a convenience for small answers. */
  default List<Series> series(SeriesQuery query) {
    WholeSeries found = new WholeSeries();
    readSeries(query, found);
    return found.series();
  }

  /** Label names of matching series, ascending. */
  ListAnswer<String> labels(QueryScope scope, TimeRange range, List<LabelMatcher> matchers);

  /** Values of one label over matching series, ascending. */
  ListAnswer<String> labelValues(
      QueryScope scope, TimeRange range, String label, List<LabelMatcher> matchers);

  /** Matching series whose samples carry exemplars, reduced to those samples. */
  ListAnswer<Series> exemplars(SeriesQuery query);

  /** Every known metric, by Prometheus name ascending. */
  ListAnswer<MetricMetadata> metadata();
}
