package io.midwatch.storage.contract.answer.row;

import io.midwatch.model.TraceId;
import io.midwatch.storage.contract.answer.Condition;
import io.midwatch.storage.contract.answer.Values;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.TraceSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Turns filters into tests of rows. Pure and thread-safe. */
public final class FilterCompiler<T> {
  private final FieldReader<T> fields;

  public FilterCompiler(FieldReader<T> fields) {
    this.fields = fields;
  }

  /**
   * @throws IllegalArgumentException when a pattern is none or a field does not take the operator
   */
  public Predicate<T> compile(Filter filter) {
    return compile(Condition.of(filter));
  }

  private Predicate<T> compile(Condition condition) {
    return switch (condition) {
      case Condition.All(List<Condition> all) -> all(all.stream().map(this::compile).toList());
      case Condition.One(List<Condition> one) -> one(one.stream().map(this::compile).toList());
      case Condition.Not(Condition inner) -> compile(inner).negate();
      case Condition.OfField leaf -> ofField(leaf);
    };
  }

  private Predicate<T> ofField(Condition.OfField leaf) {
    Set<TraceId> named = leaf.traceIds();
    Predicate<TraceId> traceIds =
        leaf.filter() instanceof Filter.OfTraces(TraceSet traces)
            ? traces::contains
            : named == null ? null : named::contains;
    if (traceIds == null) {
      return row -> Values.any(fields.read(row, leaf.field()), leaf.test());
    }
    // Compares ids without writing them out.
    return row -> {
      TraceId id = fields.traceId(row);
      return id != null && traceIds.test(id);
    };
  }

  private static <T> Predicate<T> all(List<Predicate<T>> tests) {
    return switch (tests.size()) {
      case 0 -> _ -> true;
      case 1 -> tests.getFirst();
      default ->
          row -> {
            for (Predicate<T> test : tests) {
              if (!test.test(row)) {
                return false;
              }
            }
            return true;
          };
    };
  }

  private static <T> Predicate<T> one(List<Predicate<T>> tests) {
    return row -> {
      for (Predicate<T> test : tests) {
        if (test.test(row)) {
          return true;
        }
      }
      return false;
    };
  }
}
