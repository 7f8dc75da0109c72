package io.midwatch.storage.columnar.metric;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Resource;
import io.midwatch.model.SeriesIdentity;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.storage.contract.answer.Condition;
import io.midwatch.storage.contract.answer.Values;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Field.Origin;
import io.midwatch.storage.contract.query.QueryScope;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which series a caller may see: filters meet a series' own attributes, then those of its resource,
 * and what the resource says of identity.
 */
record VisibleSeries(CanonicalReader reader) {
  /**
   * @throws IllegalArgumentException when a pattern is none or a field does not take the operator
   */
  Predicate<SeriesIdentity> of(QueryScope scope) {
    return compile(Condition.of(scope.visible()));
  }

  private Predicate<SeriesIdentity> compile(Condition condition) {
    return switch (condition) {
      case Condition.All(List<Condition> conditions) -> {
        List<Predicate<SeriesIdentity>> all = conditions.stream().map(this::compile).toList();
        yield series -> all.stream().allMatch(each -> each.test(series));
      }
      case Condition.One(List<Condition> conditions) -> {
        List<Predicate<SeriesIdentity>> any = conditions.stream().map(this::compile).toList();
        yield series -> any.stream().anyMatch(each -> each.test(series));
      }
      case Condition.Not(Condition inner) -> compile(inner).negate();
      case Condition.OfField leaf ->
          // A series is of no trace.
          leaf.traceIds() != null
              ? _ -> false
              : series -> Values.any(read(series, leaf.field()), leaf.test());
    };
  }

  private @Nullable AttributeValue read(SeriesIdentity series, Field field) {
    return switch (field) {
      case Field.Canonical(CanonicalField canonical) -> {
        AttributeValue own = series.attributes().find(canonical.key());
        yield own != null ? own : reader.read(Resource.of(series.resource()), canonical);
      }
      case Field.Attribute(Origin origin, String key) ->
          switch (origin) {
            case ITEM -> series.attributes().find(key);
            case RESOURCE -> series.resource().find(key);
            case SCOPE -> series.scopeAttributes().find(key);
            case ANY -> {
              AttributeValue own = series.attributes().find(key);
              yield own != null ? own : series.resource().find(key);
            }
          };
      case Field.Dimension(String name) ->
          throw new IllegalArgumentException(name + " is a dimension of a rollup, not of a row");
    };
  }
}
