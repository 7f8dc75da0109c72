package io.midwatch.storage.contract.answer.row;

import io.midwatch.storage.contract.query.LabelMatcher;
import io.midwatch.storage.contract.query.LabelPattern;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Turns label matchers into one test of a label set. */
public final class SeriesMatchers {
  private SeriesMatchers() {}

  /**
   * @throws IllegalArgumentException when a pattern is none
   */
  public static Predicate<Map<String, String>> compile(List<LabelMatcher> matchers) {
    List<Predicate<Map<String, String>>> tests =
        matchers.stream().map(SeriesMatchers::compile).toList();
    return labels -> tests.stream().allMatch(test -> test.test(labels));
  }

  private static Predicate<Map<String, String>> compile(LabelMatcher matcher) {
    String label = matcher.label();
    Predicate<String> test =
        switch (matcher.operator()) {
          case EQUAL -> matcher.value()::equals;
          case NOT_EQUAL -> Predicate.not(matcher.value()::equals);
          case MATCHES -> LabelPattern.of(matcher.value());
          case NOT_MATCHES -> Predicate.not(LabelPattern.of(matcher.value()));
        };
    return labels -> test.test(labels.getOrDefault(label, ""));
  }
}
