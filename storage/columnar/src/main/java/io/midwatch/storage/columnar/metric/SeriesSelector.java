package io.midwatch.storage.columnar.metric;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.midwatch.model.prometheus.PrometheusIdentity;
import io.midwatch.storage.contract.query.LabelMatcher;
import io.midwatch.storage.contract.query.LabelMatcher.Operator;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Label matchers made ready for any number of indexes. A matcher that does not take the empty text
 * keeps the series with a value that passes; one that does removes those with a value that fails,
 * for a label a series does not have is the empty text. Immutable.
 */
final class SeriesSelector {
  private final List<Test> tests;

  private record Test(String label, String value, boolean exact, Predicate<String> passes) {
    boolean takesEmpty() {
      return passes.test("");
    }

    /** What narrows most comes first: the name, then other exact values. */
    int rank() {
      boolean narrow = exact && !takesEmpty();
      return narrow ? label.equals(PrometheusIdentity.NAME) ? 0 : 1 : 2;
    }
  }

  /**
   * @throws IllegalArgumentException when a pattern is none
   */
  SeriesSelector(List<LabelMatcher> matchers) {
    tests =
        matchers.stream()
            .map(SeriesSelector::compile)
            .sorted(Comparator.comparingInt(Test::rank))
            .toList();
  }

  private static Test compile(LabelMatcher matcher) {
    String value = matcher.value();
    return new Test(
        matcher.label(),
        value,
        matcher.operator() == Operator.EQUAL,
        switch (matcher.operator()) {
          case EQUAL -> value::equals;
          case NOT_EQUAL -> Predicate.not(value::equals);
          case MATCHES -> pattern(value)::matches;
          case NOT_MATCHES -> Predicate.not(pattern(value)::matches);
        });
  }

  private static Pattern pattern(String pattern) {
    try {
      return Pattern.compile(pattern, Pattern.DOTALL);
    } catch (PatternSyntaxException notAPattern) {
      throw new IllegalArgumentException(
          "not an RE2 pattern: " + pattern + ": " + notAPattern.getMessage(), notAPattern);
    }
  }

  /** The numbers of the series for which every matcher holds; the caller's own. */
  BitSet select(LabelIndex index) {
    BitSet selected = new BitSet();
    selected.set(0, index.seriesCount());
    for (Test test : tests) {
      if (selected.isEmpty()) {
        break;
      }
      BitSet hits = new BitSet();
      if (test.takesEmpty()) {
        index.addWhere(test.label, Predicate.not(test.passes), hits);
        selected.andNot(hits);
      } else {
        if (test.exact) {
          index.addWith(test.label, test.value, hits);
        } else {
          index.addWhere(test.label, test.passes, hits);
        }
        selected.and(hits);
      }
    }
    return selected;
  }
}
