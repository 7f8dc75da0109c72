package io.midwatch.query.promql.store;

import io.midwatch.query.promql.series.Labels;
import io.midwatch.storage.contract.query.LabelMatcher;
import io.midwatch.storage.contract.query.LabelMatcher.Operator;
import io.midwatch.storage.contract.query.LabelPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The matchers of a selector, taken apart for a store that does not know every label. */
final class Matchers {
  /** Labels that only come into being when a histogram or summary is taken apart. */
  private static final Set<String> MADE = Set.of("le", "quantile");

  private final List<Test> tests = new ArrayList<>();
  private final List<LabelMatcher> stored;
  private final @Nullable String name;

  /** One matcher, compiled. */
  private record Test(String label, Predicate<String> accepts) {}

  Matchers(List<LabelMatcher> matchers) {
    matchers.forEach(matcher -> tests.add(new Test(matcher.label(), compile(matcher))));
    this.stored =
        matchers.stream()
            .filter(matcher -> !matcher.label().equals(Labels.NAME))
            .filter(matcher -> !MADE.contains(matcher.label()))
            .toList();
    this.name =
        matchers.stream()
            .filter(matcher -> matcher.label().equals(Labels.NAME))
            .filter(matcher -> matcher.operator() == Operator.EQUAL)
            .map(LabelMatcher::value)
            .findFirst()
            .orElse(null);
  }

  private static Predicate<String> compile(LabelMatcher matcher) {
    return switch (matcher.operator()) {
      case EQUAL -> matcher.value()::equals;
      case NOT_EQUAL -> Predicate.not(matcher.value()::equals);
      case MATCHES -> LabelPattern.of(matcher.value());
      case NOT_MATCHES -> Predicate.not(LabelPattern.of(matcher.value()));
    };
  }

  /** The only name there can be, or null. */
  @Nullable String name() {
    return name;
  }

  boolean acceptName(String candidate) {
    for (Test test : tests) {
      if (test.label.equals(Labels.NAME) && !test.accepts.test(candidate)) {
        return false;
      }
    }
    return true;
  }

  /** All matchers. */
  boolean accept(Labels labels) {
    for (Test test : tests) {
      if (!test.accepts.test(labels.get(test.label))) {
        return false;
      }
    }
    return true;
  }

  /** Those a stored series can be asked for, without the name's. */
  List<LabelMatcher> stored() {
    return stored;
  }
}
