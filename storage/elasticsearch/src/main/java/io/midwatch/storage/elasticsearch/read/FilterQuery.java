package io.midwatch.storage.elasticsearch.read;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch._types.query_dsl.QueryBuilders;
import io.midwatch.model.AttributeValue;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.storage.contract.answer.Condition;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Field.Origin;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.query.Tokens;
import io.midwatch.storage.contract.query.TraceSet;
import io.midwatch.storage.elasticsearch.doc.Names;
import io.midwatch.storage.elasticsearch.doc.Terms;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Turns filters into queries. What terms cannot say exactly (patterns, parts of texts, phrases of
 * several words) becomes a query that finds too much, and the rows found are tested again.
 */
public final class FilterQuery {
  /** An index takes 65,536 terms in one question. */
  static final int MOST_TERMS = 65_000;

  private FilterQuery() {}

  /** Where the terms of one field are. */
  private record Place(String terms, String prefix, String numbers) {
    static Place of(CanonicalField field) {
      return new Place(Names.canonical(field), "", Terms.prefix(Terms.CANONICAL, field.key()));
    }

    static Place of(char origin, String key) {
      String prefix = Terms.prefix(origin, key);
      return new Place(Names.ATTRIBUTES, prefix, prefix);
    }

    boolean isCanonical() {
      return prefix.isEmpty();
    }
  }

  /** Rows of a time range. */
  public static Query in(TimeRange range) {
    return between(Names.TIME, range.fromUnixNano(), range.toUnixNano());
  }

  /** Numbers of a field from one, before the other. */
  public static Query between(String field, long from, long before) {
    return QueryBuilders.range(
        range -> range.longNumber(number -> number.field(field).gte(from).lt(before)));
  }

  public static Query term(String field, String term) {
    return QueryBuilders.term(query -> query.field(field).value(term));
  }

  public static Query terms(String field, List<String> terms) {
    List<FieldValue> values = terms.stream().map(FieldValue::of).toList();
    return QueryBuilders.terms(query -> query.field(field).terms(list -> list.value(values)));
  }

  public static Query prefix(String field, String prefix) {
    return QueryBuilders.prefix(query -> query.field(field).value(prefix));
  }

  public static Query all(Query... queries) {
    return QueryBuilders.bool(bool -> bool.filter(List.of(queries)));
  }

  /** The query of a filter. */
  public static Compiled of(Filter filter) {
    return of(Condition.of(filter));
  }

  private static Compiled of(Condition condition) {
    return switch (condition) {
      case Condition.All(List<Condition> all) ->
          Compiled.all(all.stream().map(FilterQuery::of).toList());
      case Condition.One(List<Condition> one) ->
          Compiled.one(one.stream().map(FilterQuery::of).toList());
      case Condition.Not(Condition inner) -> of(inner).not();
      case Condition.OfField(Field field, Filter filter, _) ->
          onField(field, place -> leaf(field, place, filter));
    };
  }

  private static Compiled onField(Field field, Function<Place, Compiled> leaf) {
    return switch (field) {
      case Field.Canonical(CanonicalField canonical) -> leaf.apply(Place.of(canonical));
      case Field.Attribute(Origin origin, String key) -> {
        Compiled any = leaf.apply(Place.of(Terms.ANY, key));
        Compiled own = Compiled.exactly(term(Names.OWN_KEYS, Terms.key(key)));
        yield switch (origin) {
          case ANY -> any;
          case ITEM -> Compiled.all(List.of(own, any));
          case RESOURCE ->
              Compiled.one(
                  List.of(
                      Compiled.all(List.of(own.not(), any)),
                      leaf.apply(Place.of(Terms.SHADOWED, key))));
          case SCOPE -> leaf.apply(Place.of(Terms.SCOPE, key));
        };
      }
      case Field.Dimension(String name) ->
          throw new IllegalArgumentException(name + " is a dimension of a rollup, not of a row");
    };
  }

  private static Compiled leaf(Field field, Place place, Filter filter) {
    return switch (filter) {
      case Filter.Eq(_, AttributeValue value) -> equal(place, List.of(value));
      case Filter.In(_, List<AttributeValue> values) -> equal(place, values);
      case Filter.Exists _ -> Compiled.exactly(exists(place));
      case Filter.NumberRange range -> Compiled.exactly(inRange(place, range));
      case Filter.Prefix(_, String prefix) ->
          new Compiled(
              prefix(place.terms(), place.prefix() + "s" + Terms.start(prefix)),
              prefix.length() <= Terms.LONGEST_TEXT);
      case Filter.Phrase(_, String phrase) -> phrase(field, place, Tokens.of(phrase));
      case Filter.Substring(_, String part) -> Compiled.atLeast(substring(field, place, part));
      case Filter.Regex _ -> Compiled.atLeast(exists(place));
      case Filter.OfTraces(TraceSet traces) ->
          equal(place, traces.ids().stream().map(id -> AttributeValue.of(id.hex())).toList());
      case Filter.And _, Filter.Or _, Filter.Not _, Filter.TraceTenant _ ->
          throw new IllegalArgumentException("no leaf: " + filter);
    };
  }

  private static Compiled equal(Place place, List<AttributeValue> values) {
    List<String> terms =
        values.stream()
            .map(Terms::of)
            .filter(Objects::nonNull)
            .map(term -> place.prefix() + term)
            .toList();
    return terms.isEmpty() ? Compiled.NOTHING : Compiled.exactly(terms(place.terms(), terms));
  }

  private static Query exists(Place place) {
    return place.isCanonical()
        ? QueryBuilders.exists(query -> query.field(place.terms()))
        : prefix(place.terms(), place.prefix());
  }

  private static Query inRange(Place place, Filter.NumberRange range) {
    double atLeast = range.atLeast() == null ? Double.NEGATIVE_INFINITY : range.atLeast();
    Double below = range.below();
    if (Double.isNaN(atLeast) || (below != null && Double.isNaN(below))) {
      return Compiled.NOTHING.query();
    }
    return QueryBuilders.range(query ->
        query.term(term -> {
          term.field(Names.NUMBERS).gte(place.numbers() + Terms.sortable(atLeast));
          return below == null
              ? term.lte(place.numbers() + Terms.sortable(Double.POSITIVE_INFINITY))
              : term.lt(place.numbers() + Terms.sortable(below));
        }));
  }

  /** Words are kept of bodies only; of other fields every text is looked at. */
  private static Compiled phrase(Field field, Place place, List<String> words) {
    boolean ofBody =
        field instanceof Field.Canonical(CanonicalField canonical)
            && canonical == CanonicalField.BODY;
    if (!ofBody || words.isEmpty()) {
      return Compiled.atLeast(exists(place));
    }
    List<Compiled> each =
        words.stream()
            .map(word -> Compiled.exactly(term(Names.WORDS, Terms.ofText(word))))
            .toList();
    return new Compiled(Compiled.all(each).query(), words.size() == 1);
  }

  private static Query substring(Field field, Place place, String part) {
    if (part.length() > Terms.LONGEST_TEXT) {
      return term(Names.CUT, field.name());
    }
    String escaped = part.replaceAll("([\\\\*?])", "\\\\$1");
    Query found =
        QueryBuilders.wildcard(query -> query.field(place.terms()).value("s*" + escaped + "*"));
    return QueryBuilders.bool(
        bool -> bool.should(found, term(Names.CUT, field.name())).minimumShouldMatch("1"));
  }
}
