package io.midwatch.storage.contract.memory;

import io.midwatch.storage.contract.answer.Budget;
import io.midwatch.storage.contract.answer.row.Aggregation;
import io.midwatch.storage.contract.answer.row.Comparison;
import io.midwatch.storage.contract.answer.row.FieldCatalog;
import io.midwatch.storage.contract.answer.row.FieldReader;
import io.midwatch.storage.contract.answer.row.FilterCompiler;
import io.midwatch.storage.contract.query.AggregateAnswer;
import io.midwatch.storage.contract.query.AggregateQuery;
import io.midwatch.storage.contract.query.CompareAnswer;
import io.midwatch.storage.contract.query.CompareQuery;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.FieldsAnswer;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.Page;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.TimeRange;
import java.time.InstantSource;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The questions that spans and log records have in common. Thread-safe, never blocked. */
final class SignalRows<T> {
  private final RowTable<T> table;
  private final FieldReader<T> fields;
  private final FilterCompiler<T> compiler;
  private final Search<T> search;
  private final InstantSource clock;

  SignalRows(
      RowTable<T> table,
      FieldReader<T> fields,
      @Nullable ToLongFunction<T> duration,
      InstantSource clock) {
    this.table = table;
    this.fields = fields;
    this.compiler = new FilterCompiler<>(fields);
    this.search = new Search<>(duration);
    this.clock = clock;
  }

  Predicate<T> compile(Filter filter) {
    return compiler.compile(filter);
  }

  Scan<T> scan(QueryScope scope, TimeRange range, QueryLimits limits) {
    return new Scan<>(
        table.snapshot().slices(),
        range,
        compiler.compile(scope.visible()),
        new Budget(limits, clock));
  }

  Page<T> search(SearchQuery query) {
    return search.run(
        scan(query.scope(), query.range(), query.limits()),
        compiler.compile(query.filter()),
        query);
  }

  AggregateAnswer aggregate(AggregateQuery query) {
    return new Aggregation<>(fields, compiler, query)
        .run(scan(query.scope(), query.range(), query.limits()));
  }

  CompareAnswer compare(CompareQuery query) {
    return new Comparison<>(
            fields, compiler, query, scan(query.scope(), query.range(), query.limits()))
        .run();
  }

  FieldsAnswer names(QueryScope scope, TimeRange range, String prefix, int limit) {
    return new FieldCatalog<>(fields).names(scan(scope, range, QueryLimits.DEFAULT), prefix, limit);
  }

  FieldsAnswer values(QueryScope scope, TimeRange range, Field field, String prefix, int limit) {
    return new FieldCatalog<>(fields)
        .values(scan(scope, range, QueryLimits.DEFAULT), field, prefix, limit);
  }
}
