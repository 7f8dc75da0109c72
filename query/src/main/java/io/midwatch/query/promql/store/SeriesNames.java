package io.midwatch.query.promql.store;

import com.google.re2j.Pattern;
import io.midwatch.model.MetricDescriptor.MetricType;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.LabelMatcher;
import io.midwatch.storage.contract.query.ListAnswer;
import io.midwatch.storage.contract.query.MetricMetadata;
import io.midwatch.storage.contract.read.MetricReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The names a stored metric is seen under: an explicit histogram {@code x} as {@code x_bucket},
 * {@code x_sum} and {@code x_count}.
 */
final class SeriesNames {
  static final String BUCKET = "_bucket";
  static final String SUM = "_sum";
  static final String COUNT = "_count";
  private static final List<String> ENDINGS = List.of(BUCKET, SUM, COUNT);

  private static final int FEW = 2;

  /** Names that mean themselves in a pattern. */
  private static final Pattern PLAIN = Pattern.compile("[a-zA-Z0-9_:]+");

  private SeriesNames() {}

  /** Why an answer is not complete, empty when it is. */
  static List<String> reasons(Completeness completeness) {
    return completeness.complete() ? List.of() : completeness.reasons();
  }

  /** The names of the series of a metric. */
  static List<String> of(String name, MetricType type) {
    return switch (type) {
      case GAUGE, SUM, EXPONENTIAL_HISTOGRAM -> List.of(name);
      case HISTOGRAM -> List.of(name + BUCKET, name + SUM, name + COUNT);
      case SUMMARY -> List.of(name, name + SUM, name + COUNT);
    };
  }

  /**
   * The stored names that series with names the matchers accept can come from.
   *
   * @param reasons takes why names may be missing
   */
  static List<String> stored(Matchers matchers, MetricReader reader, List<String> reasons) {
    Set<String> names = new LinkedHashSet<>();
    String only = matchers.name();
    if (only != null) {
      names.add(only);
      for (String ending : ENDINGS) {
        if (only.endsWith(ending) && only.length() > ending.length()) {
          names.add(only.substring(0, only.length() - ending.length()));
        }
      }
      return new ArrayList<>(names);
    }
    ListAnswer<MetricMetadata> known = reader.metadata();
    reasons.addAll(reasons(known.completeness()));
    for (MetricMetadata metric : known.values()) {
      if (of(metric.prometheusName(), metric.descriptor().type()).stream()
          .anyMatch(matchers::acceptName)) {
        names.add(metric.prometheusName());
      }
    }
    return new ArrayList<>(names);
  }

  /** Matchers that together find every one of the names: one for many, for each is a question. */
  static List<LabelMatcher> named(List<String> names) {
    if (names.size() <= FEW || names.stream().anyMatch(name -> !PLAIN.matcher(name).matches())) {
      return names.stream().map(LabelMatcher::metric).toList();
    }
    return List.of(
        new LabelMatcher("__name__", LabelMatcher.Operator.MATCHES, String.join("|", names)));
  }

  /** The matchers that ask a store for series of some names. */
  static List<LabelMatcher> matchers(LabelMatcher name, Matchers matchers) {
    List<LabelMatcher> asked = new ArrayList<>();
    asked.add(name);
    asked.addAll(matchers.stored());
    return asked;
  }
}
