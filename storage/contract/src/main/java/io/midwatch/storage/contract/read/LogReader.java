package io.midwatch.storage.contract.read;

import io.midwatch.model.LogRecord;
import io.midwatch.storage.contract.query.AggregateAnswer;
import io.midwatch.storage.contract.query.AggregateQuery;
import io.midwatch.storage.contract.query.CompareAnswer;
import io.midwatch.storage.contract.query.CompareQuery;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.FieldsAnswer;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.Page;
import io.midwatch.storage.contract.query.PatternAnswer;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.Row;
import io.midwatch.storage.contract.query.RowId;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.TimeRange;
import java.util.List;
import java.util.Optional;

/**
 * Finds log records, filed under {@link LogRecord#effectiveTimeUnixNano()} or, when that is 0, the
 * time they were received. Concurrency and errors are those of {@link SpanReader}.
 */
public interface LogReader {
  /**
   * The record of that id, empty when there is none.
   *
   * @throws io.midwatch.storage.contract.StoreException when nobody can tell, because it may be in
   *     a file that cannot be read
   */
  Optional<Row<LogRecord>> log(QueryScope scope, RowId id);

  Page<LogRecord> searchLogs(SearchQuery query);

  /**
   * Records that match, in the order they were stored, from the one after {@code after}. A live
   * tail asks again with the last row's id; {@link RowId}s only grow.
   */
  List<Row<LogRecord>> tailLogs(QueryScope scope, Filter filter, RowId after, int limit);

  /**
   * The same as a page without places to go on from, which says whether everything up to its last
   * row was looked at: time may run out, a file may be damaged. A store that always looks
   * everywhere or fails need not say more.
   */
  default Page<LogRecord> tailPage(QueryScope scope, Filter filter, RowId after, int limit) {
    return Page.whole(tailLogs(scope, filter, after, limit));
  }

  AggregateAnswer aggregateLogs(AggregateQuery query);

  CompareAnswer compareLogs(CompareQuery query);

  /** Templates of matching bodies, at most {@code limit}. */
  PatternAnswer logPatterns(QueryScope scope, TimeRange range, Filter filter, int limit);

  FieldsAnswer logFields(QueryScope scope, TimeRange range, String prefix, int limit);

  FieldsAnswer logValues(QueryScope scope, TimeRange range, Field field, String prefix, int limit);
}
