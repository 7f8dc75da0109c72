package io.midwatch.storage.elasticsearch.read;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch._types.query_dsl.QueryBuilders;
import java.util.List;

/**
 * A filter as a query.
 *
 * @param exact it finds what the filter means; else it finds that and perhaps more
 */
public record Compiled(Query query, boolean exact) {
  static final Compiled NOTHING = new Compiled(QueryBuilders.matchNone(none -> none), true);
  static final Compiled EVERYTHING = new Compiled(QueryBuilders.matchAll(all -> all), true);

  static Compiled exactly(Query query) {
    return new Compiled(query, true);
  }

  static Compiled atLeast(Query query) {
    return new Compiled(query, false);
  }

  static Compiled all(List<Compiled> parts) {
    if (parts.isEmpty()) {
      return EVERYTHING;
    }
    Query query =
        QueryBuilders.bool(bool -> bool.filter(parts.stream().map(Compiled::query).toList()));
    return new Compiled(query, parts.stream().allMatch(Compiled::exact));
  }

  static Compiled one(List<Compiled> parts) {
    if (parts.isEmpty()) {
      return NOTHING;
    }
    Query query =
        QueryBuilders.bool(bool ->
            bool.should(parts.stream().map(Compiled::query).toList()).minimumShouldMatch("1"));
    return new Compiled(query, parts.stream().allMatch(Compiled::exact));
  }

  Compiled not() {
    return exact
        ? exactly(QueryBuilders.bool(bool -> bool.mustNot(query)))
        : atLeast(EVERYTHING.query);
  }
}
