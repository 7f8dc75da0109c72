package io.midwatch.storage.contract.memory;

import io.midwatch.model.LogRecord;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.storage.contract.answer.row.LogFields;
import io.midwatch.storage.contract.answer.row.PatternCount;
import io.midwatch.storage.contract.query.AggregateAnswer;
import io.midwatch.storage.contract.query.AggregateQuery;
import io.midwatch.storage.contract.query.CompareAnswer;
import io.midwatch.storage.contract.query.CompareQuery;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.FieldsAnswer;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.Page;
import io.midwatch.storage.contract.query.PatternAnswer;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.Row;
import io.midwatch.storage.contract.query.RowId;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.StoreStats.SignalStats;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.read.LogReader;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The log records in memory. One writer at a time, any number of readers, never blocked. */
final class InMemoryLogs implements LogReader, SignalWrites.Rows<LogRecord> {
  private final RowTable<LogRecord> table;
  private final SignalRows<LogRecord> rows;

  InMemoryLogs(int capacity, CanonicalReader reader, InstantSource clock) {
    table = new RowTable<>(capacity, _ -> {});
    rows = new SignalRows<>(table, new LogFields(reader), null, clock);
  }

  @Override
  public boolean add(Row<LogRecord> row, long time) {
    table.append(row, time);
    return true;
  }

  @Override
  public void publish() {
    table.publish();
  }

  void expire(long beforeUnixNano) {
    table.expire(beforeUnixNano);
    table.publish();
  }

  SignalStats stats() {
    return table.snapshot().stats(table.capacity(), 0);
  }

  @Override
  public Optional<Row<LogRecord>> log(QueryScope scope, RowId id) {
    Predicate<LogRecord> visible = rows.compile(scope.visible());
    RowSeek<LogRecord> seek = new RowSeek<>(table.snapshot().slices());
    return seek.find(id).filter(row -> visible.test(row.item()));
  }

  @Override
  public Page<LogRecord> searchLogs(SearchQuery query) {
    return rows.search(query);
  }

  @Override
  public List<Row<LogRecord>> tailLogs(QueryScope scope, Filter filter, RowId after, int limit) {
    Predicate<LogRecord> wanted = rows.compile(Filter.and(scope.visible(), filter));
    List<Row<LogRecord>> found = new ArrayList<>();
    new RowSeek<>(table.snapshot().slices())
        .forEachAfter(
            after,
            row -> {
              if (found.size() < limit && wanted.test(row.item())) {
                found.add(row);
              }
              return found.size() < limit;
            });
    return found;
  }

  @Override
  public AggregateAnswer aggregateLogs(AggregateQuery query) {
    return rows.aggregate(query);
  }

  @Override
  public CompareAnswer compareLogs(CompareQuery query) {
    return rows.compare(query);
  }

  @Override
  public PatternAnswer logPatterns(QueryScope scope, TimeRange range, Filter filter, int limit) {
    return new PatternCount(rows.compile(filter))
        .run(rows.scan(scope, range, QueryLimits.DEFAULT), limit);
  }

  @Override
  public FieldsAnswer logFields(QueryScope scope, TimeRange range, String prefix, int limit) {
    return rows.names(scope, range, prefix, limit);
  }

  @Override
  public FieldsAnswer logValues(
      QueryScope scope, TimeRange range, Field field, String prefix, int limit) {
    return rows.values(scope, range, field, prefix, limit);
  }
}
