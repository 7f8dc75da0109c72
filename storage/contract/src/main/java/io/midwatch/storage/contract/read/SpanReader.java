package io.midwatch.storage.contract.read;

import io.midwatch.model.Span;
import io.midwatch.model.TraceId;
import io.midwatch.storage.contract.query.AggregateAnswer;
import io.midwatch.storage.contract.query.AggregateQuery;
import io.midwatch.storage.contract.query.CompareAnswer;
import io.midwatch.storage.contract.query.CompareQuery;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.FieldsAnswer;
import io.midwatch.storage.contract.query.Page;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.Row;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.query.TraceAnswer;
import io.midwatch.storage.contract.query.TraceQuery;
import java.util.List;

/**
 * Finds spans. A span belongs to the range that holds its start. Thread-safe; reads see a snapshot
 * and are never blocked by writers. Answers are the caller's own.
 *
 * @throws io.midwatch.storage.contract.StoreException from every method, when the store can't be
 *     read
 * @throws IllegalArgumentException when a question makes no sense, for example a bad pattern or a
 *     percentile of a free attribute
 */
public interface SpanReader {
  /** All spans of the trace the scope may see, by start then span id; empty when unknown. */
  List<Row<Span>> trace(QueryScope scope, TraceId traceId);

  /**
   * The same on one page, which says whether everything was looked at: time may run out, a file may
   * be damaged. A store that always looks everywhere or fails need not say more.
   */
  default Page<Span> tracePage(QueryScope scope, TraceId traceId) {
    return Page.whole(trace(scope, traceId));
  }

  Page<Span> searchSpans(SearchQuery query);

  TraceAnswer searchTraces(TraceQuery query);

  AggregateAnswer aggregateSpans(AggregateQuery query);

  CompareAnswer compareSpans(CompareQuery query);

  /** Names of free attributes that start so, at most {@code limit}. */
  FieldsAnswer spanFields(QueryScope scope, TimeRange range, String prefix, int limit);

  /** Values of a field in text form that start so, at most {@code limit}. */
  FieldsAnswer spanValues(QueryScope scope, TimeRange range, Field field, String prefix, int limit);
}
