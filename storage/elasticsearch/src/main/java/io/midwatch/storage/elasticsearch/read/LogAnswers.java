package io.midwatch.storage.elasticsearch.read;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.midwatch.model.LogRecord;
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
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.read.LogReader;
import io.midwatch.storage.elasticsearch.client.Cluster;
import io.midwatch.storage.elasticsearch.doc.Names;
import io.midwatch.storage.elasticsearch.doc.RowIds;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Log records in Elasticsearch, read. Thread-safe. */
public final class LogAnswers implements LogReader {
  private final RowKind<LogRecord> kind;
  private final Hits hits;
  private final RowQuestions<LogRecord> rows;

  public LogAnswers(
      RowKind<LogRecord> kind, Cluster cluster, long rowsComputedHere, InstantSource clock) {
    this.kind = kind;
    this.hits = new Hits(cluster);
    this.rows =
        new RowQuestions<>(
            kind, hits, new Pushdown(cluster, kind.index(), rowsComputedHere), clock);
  }

  @Override
  public Optional<Row<LogRecord>> log(QueryScope scope, RowId id) {
    Predicate<LogRecord> visible = rows.compile(scope.visible());
    List<Row<LogRecord>> found = new ArrayList<>(1);
    Query same = FilterQuery.term(Names.ID, RowIds.text(id));
    hits.walk(
        kind.index(),
        same,
        List.of(Hits.ascending(Names.ID)),
        null,
        1,
        hit -> {
          found.add(rows.row(hit));
          return false;
        });
    return found.stream().filter(row -> visible.test(row.item())).findFirst();
  }

  @Override
  public Page<LogRecord> searchLogs(SearchQuery query) {
    return rows.search(query, _ -> 0L);
  }

  @Override
  public List<Row<LogRecord>> tailLogs(QueryScope scope, Filter filter, RowId after, int limit) {
    Filter wanted = Filter.and(scope.visible(), filter);
    Predicate<LogRecord> test = rows.compile(wanted);
    List<Row<LogRecord>> found = new ArrayList<>();
    hits.walk(
        kind.index(),
        FilterQuery.of(wanted).query(),
        List.of(Hits.ascending(Names.ID)),
        List.of(FieldValue.of(RowIds.text(after))),
        limit,
        hit -> {
          Row<LogRecord> row = rows.row(hit);
          if (found.size() < limit && test.test(row.item())) {
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
    return new PatternCount(_ -> true)
        .run(rows.rows(scope, range, filter, rows.budget(QueryLimits.DEFAULT)), limit);
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
