package io.midwatch.storage.contract.answer.row;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.midwatch.storage.contract.query.LabelMatcher;
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
          case MATCHES -> pattern(matcher.value())::matches;
          case NOT_MATCHES -> Predicate.not(pattern(matcher.value())::matches);
        };
    return labels -> test.test(labels.getOrDefault(label, ""));
  }

  private static Pattern pattern(String pattern) {
    try {
      return Pattern.compile(pattern, Pattern.DOTALL);
    } catch (PatternSyntaxException notAPattern) {
      throw new IllegalArgumentException(
          "not an RE2 pattern: " + pattern + ": " + notAPattern.getMessage(), notAPattern);
    }
  }
}
