package io.midwatch.storage.columnar.metric;

import io.midwatch.model.prometheus.PrometheusIdentity;
import io.midwatch.storage.contract.query.LabelMatcher;
import io.midwatch.storage.contract.query.LabelPattern;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Label matchers made ready for any number of indexes. A matcher that does not take the empty text
 * keeps the series with a value that passes; one that does removes those with a value that fails,
 * for a label a series does not have is the empty text. Immutable.
 */
final class SeriesSelector {
  private final List<Test> tests;

  /**
   * One matcher.
   *
   * @param values the only ones that pass; empty when they cannot be told
   */
  private record Test(String label, Set<String> values, Predicate<String> passes) {
    boolean takesEmpty() {
      return passes.test("");
    }

    boolean exact() {
      return !values.isEmpty();
    }

    /** What narrows most comes first: the name, then other exact values. */
    int rank() {
      boolean narrow = exact() && !takesEmpty();
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
    String label = matcher.label();
    String value = matcher.value();
    return switch (matcher.operator()) {
      case EQUAL -> new Test(label, Set.of(value), value::equals);
      case NOT_EQUAL -> new Test(label, Set.of(), Predicate.not(value::equals));
      case MATCHES -> {
        LabelPattern pattern = LabelPattern.of(value);
        yield new Test(label, pattern.alternatives(), pattern);
      }
      case NOT_MATCHES -> new Test(label, Set.of(), Predicate.not(LabelPattern.of(value)));
    };
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
        if (test.exact()) {
          test.values.forEach(value -> index.addWith(test.label, value, hits));
        } else {
          index.addWhere(test.label, test.passes, hits);
        }
        selected.and(hits);
      }
    }
    return selected;
  }
}
