package io.midwatch.storage.columnar.oracle;

import io.midwatch.model.LogRecord;
import io.midwatch.model.Span;
import io.midwatch.storage.contract.query.AggregateAnswer;
import io.midwatch.storage.contract.query.AggregateQuery;
import io.midwatch.storage.contract.query.CompareAnswer;
import io.midwatch.storage.contract.query.CompareQuery;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.FieldsAnswer;
import io.midwatch.storage.contract.query.Page;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.read.LogReader;
import io.midwatch.storage.contract.read.SpanReader;

/** The questions that spans and log records have in common. */
interface Tested<T> {
  Page<T> search(SearchQuery query);

  AggregateAnswer aggregate(AggregateQuery query);

  CompareAnswer compare(CompareQuery query);

  FieldsAnswer fields(QueryScope scope, TimeRange range, String prefix, int limit);

  FieldsAnswer values(QueryScope scope, TimeRange range, Field field, String prefix, int limit);

  static Tested<Span> spans(SpanReader store) {
    return new Tested<>() {
      @Override
      public Page<Span> search(SearchQuery query) {
        return store.searchSpans(query);
      }

      @Override
      public AggregateAnswer aggregate(AggregateQuery query) {
        return store.aggregateSpans(query);
      }

      @Override
      public CompareAnswer compare(CompareQuery query) {
        return store.compareSpans(query);
      }

      @Override
      public FieldsAnswer fields(QueryScope scope, TimeRange range, String prefix, int limit) {
        return store.spanFields(scope, range, prefix, limit);
      }

      @Override
      public FieldsAnswer values(
          QueryScope scope, TimeRange range, Field field, String prefix, int limit) {
        return store.spanValues(scope, range, field, prefix, limit);
      }
    };
  }

  static Tested<LogRecord> logs(LogReader store) {
    return new Tested<>() {
      @Override
      public Page<LogRecord> search(SearchQuery query) {
        return store.searchLogs(query);
      }

      @Override
      public AggregateAnswer aggregate(AggregateQuery query) {
        return store.aggregateLogs(query);
      }

      @Override
      public CompareAnswer compare(CompareQuery query) {
        return store.compareLogs(query);
      }

      @Override
      public FieldsAnswer fields(QueryScope scope, TimeRange range, String prefix, int limit) {
        return store.logFields(scope, range, prefix, limit);
      }

      @Override
      public FieldsAnswer values(
          QueryScope scope, TimeRange range, Field field, String prefix, int limit) {
        return store.logValues(scope, range, field, prefix, limit);
      }
    };
  }
}
