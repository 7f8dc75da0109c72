package io.midwatch.query.asker;

import io.midwatch.model.Span;
import io.midwatch.model.TraceId;
import io.midwatch.storage.contract.query.AggregateAnswer;
import io.midwatch.storage.contract.query.AggregateQuery;
import io.midwatch.storage.contract.query.CompareAnswer;
import io.midwatch.storage.contract.query.CompareQuery;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.FieldsAnswer;
import io.midwatch.storage.contract.query.Page;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.Row;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.query.TraceAnswer;
import io.midwatch.storage.contract.query.TraceQuery;
import io.midwatch.storage.contract.read.SpanReader;
import java.util.List;

/** Spans, each question about them within its {@link Asker#share share} of the answer's time. */
public record PatientSpans(SpanReader spans) implements SpanReader {
  private static QueryLimits share(QueryLimits limits) {
    return limits.within(Asker.share(limits.timeout()));
  }

  @Override
  public List<Row<Span>> trace(QueryScope scope, TraceId traceId) {
    return spans.trace(scope, traceId);
  }

  @Override
  public Page<Span> tracePage(QueryScope scope, TraceId traceId) {
    return spans.tracePage(scope, traceId);
  }

  @Override
  public Page<Span> searchSpans(SearchQuery query) {
    return spans.searchSpans(query.limited(share(query.limits())));
  }

  @Override
  public TraceAnswer searchTraces(TraceQuery query) {
    return spans.searchTraces(query.limited(share(query.limits())));
  }

  @Override
  public AggregateAnswer aggregateSpans(AggregateQuery query) {
    return spans.aggregateSpans(query.limited(share(query.limits())));
  }

  @Override
  public CompareAnswer compareSpans(CompareQuery query) {
    return spans.compareSpans(query.limited(share(query.limits())));
  }

  @Override
  public FieldsAnswer spanFields(QueryScope scope, TimeRange range, String prefix, int limit) {
    return spans.spanFields(scope, range, prefix, limit);
  }

  @Override
  public FieldsAnswer spanValues(
      QueryScope scope, TimeRange range, Field field, String prefix, int limit) {
    return spans.spanValues(scope, range, field, prefix, limit);
  }
}
