package io.midwatch.storage.elasticsearch.read;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.midwatch.model.Signal;
import io.midwatch.storage.contract.answer.BestRows;
import io.midwatch.storage.contract.answer.Budget;
import io.midwatch.storage.contract.answer.row.Aggregation;
import io.midwatch.storage.contract.answer.row.Comparison;
import io.midwatch.storage.contract.answer.row.FieldCatalog;
import io.midwatch.storage.contract.answer.row.FilterCompiler;
import io.midwatch.storage.contract.answer.row.RowSource;
import io.midwatch.storage.contract.query.AggregateAnswer;
import io.midwatch.storage.contract.query.AggregateQuery;
import io.midwatch.storage.contract.query.CompareAnswer;
import io.midwatch.storage.contract.query.CompareQuery;
import io.midwatch.storage.contract.query.Cursor;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.FieldsAnswer;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.Page;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.Row;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.SearchQuery.Sort;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.elasticsearch.doc.Names;
import io.midwatch.storage.elasticsearch.doc.RowIds;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The questions that spans and log records have in common. The server finds and sorts rows; a large
 * aggregation is left to it when it can be said in its terms, everything else is computed from the
 * rows found, as in every store. Thread-safe.
 */
final class RowQuestions<T> {
  private final RowKind<T> kind;
  private final Hits hits;
  private final Pushdown pushdown;
  private final FilterCompiler<T> compiler;
  private final InstantSource clock;

  RowQuestions(RowKind<T> kind, Hits hits, Pushdown pushdown, InstantSource clock) {
    this.kind = kind;
    this.hits = hits;
    this.pushdown = pushdown;
    this.compiler = new FilterCompiler<>(kind.fields());
    this.clock = clock;
  }

  Predicate<T> compile(Filter filter) {
    return compiler.compile(filter);
  }

  Budget budget(QueryLimits limits) {
    return new Budget(limits, clock);
  }

  /** Rows that match, those stored last first. */
  RowSource<T> rows(QueryScope scope, TimeRange range, Filter filter, Budget budget) {
    Filter wanted = Filter.and(scope.visible(), filter);
    Compiled compiled = FilterQuery.of(wanted);
    Predicate<T> test = compiler.compile(wanted);
    Query query = FilterQuery.all(FilterQuery.in(range), compiled.query());
    return new RowSource<>() {
      @Override
      public void forEach(Visitor<T> visitor) {
        hits.walk(
            kind.index(),
            query,
            List.of(Hits.descending(Names.ID)),
            null,
            Hits.PAGE,
            found -> {
              if (!budget.spend()) {
                return false;
              }
              Row<T> row = row(found);
              if (compiled.exact() || test.test(row.item())) {
                visitor.visit(row, found.number(Names.TIME));
              }
              return true;
            });
      }

      @Override
      public Budget budget() {
        return budget;
      }
    };
  }

  Row<T> row(Hits.Found found) {
    return new Row<>(RowIds.parse(found.text(Names.ID)), kind.item().apply(found.bytes(Names.RAW)));
  }

  Page<T> search(SearchQuery query, Function<T, Long> duration) {
    boolean byTime = query.sort() == Sort.NEWEST_FIRST || query.sort() == Sort.OLDEST_FIRST;
    if (!byTime && kind.signal() != Signal.TRACES) {
      throw new IllegalArgumentException("only spans are sorted by duration");
    }
    Filter wanted = Filter.and(query.scope().visible(), query.filter());
    Compiled compiled = FilterQuery.of(wanted);
    Predicate<T> test = compiler.compile(wanted);
    BestRows<T> best = new BestRows<>(query);
    Budget budget = budget(query.limits());
    hits.walk(
        kind.index(),
        FilterQuery.all(FilterQuery.in(query.range()), compiled.query()),
        order(query.sort()),
        after(query),
        compiled.exact() ? query.limit() + 1 : Hits.PAGE,
        found -> {
          if (!budget.spend()) {
            return false;
          }
          Row<T> row = row(found);
          long value = byTime ? found.number(Names.TIME) : duration.apply(row.item());
          Cursor place = new Cursor(value, row.id());
          if (best.takes(place) && (compiled.exact() || test.test(row.item()))) {
            best.add(place, row.item());
          }
          return !best.isFull();
        });
    return best.page(Function.identity(), budget);
  }

  private static List<SortOptions> order(Sort sort) {
    return switch (sort) {
      case NEWEST_FIRST -> List.of(Hits.descending(Names.TIME), Hits.descending(Names.ID));
      case OLDEST_FIRST -> List.of(Hits.ascending(Names.TIME), Hits.ascending(Names.ID));
      case LONGEST_FIRST -> List.of(Hits.descending(Names.DURATION), Hits.descending(Names.ID));
      case SHORTEST_FIRST -> List.of(Hits.ascending(Names.DURATION), Hits.ascending(Names.ID));
    };
  }

  private static @org.jspecify.annotations.Nullable List<FieldValue> after(SearchQuery query) {
    Cursor after = query.after();
    return after == null
        ? null
        : List.of(FieldValue.of(after.sortValue()), FieldValue.of(RowIds.text(after.row())));
  }

  AggregateAnswer aggregate(AggregateQuery query) {
    Aggregation<T> aggregation = new Aggregation<>(kind.fields(), compiler, query);
    Budget budget = budget(query.limits());
    AggregateAnswer pushed = pushdown.findAnswer(query, budget);
    return pushed != null
        ? pushed
        : aggregation.run(rows(query.scope(), query.range(), query.filter(), budget));
  }

  CompareAnswer compare(CompareQuery query) {
    Filter either = Filter.or(query.selection(), query.baseline());
    RowSource<T> rows = rows(query.scope(), query.range(), either, budget(query.limits()));
    return new Comparison<>(kind.fields(), compiler, query, rows).run();
  }

  FieldsAnswer names(QueryScope scope, TimeRange range, String prefix, int limit) {
    return new FieldCatalog<>(kind.fields()).names(everything(scope, range), prefix, limit);
  }

  FieldsAnswer values(QueryScope scope, TimeRange range, Field field, String prefix, int limit) {
    return new FieldCatalog<>(kind.fields()).values(everything(scope, range), field, prefix, limit);
  }

  private RowSource<T> everything(QueryScope scope, TimeRange range) {
    return rows(scope, range, Filter.ALL, budget(QueryLimits.DEFAULT));
  }
}
