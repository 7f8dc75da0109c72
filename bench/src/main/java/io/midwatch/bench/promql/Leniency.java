package io.midwatch.bench.promql;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * A difference between two answers that is meant, and nothing else: what it does not name must be
 * alike. Why each is meant is in {@code promql-differences.txt}.
 */
enum Leniency {
  /** The expected series has a name, the found one has none; values must be alike. */
  FORGOTTEN_NAMES {
    @Override
    Answer soften(Answer found, Answer expected) {
      return renamed(found, expected, (own, wanted) -> nameless(wanted).equals(own));
    }
  },

  /** The same where the expected series has the name at all times, the found one at some. */
  NAMES_AT_TIMES {
    @Override
    Answer soften(Answer found, Answer expected) {
      Map<String, List<double[]>> series = new TreeMap<>(found.series());
      for (String wanted : expected.series().keySet()) {
        String own = nameless(wanted);
        List<double[]> without = series.get(own);
        if (without == null || own.equals(wanted) || expected.series().containsKey(own)) {
          continue;
        }
        List<double[]> named = series.getOrDefault(wanted, List.of());
        Map<Double, double[]> byTime = new TreeMap<>();
        named.forEach(sample -> byTime.put(sample[0], sample));
        without.forEach(sample -> byTime.put(sample[0], sample));
        if (byTime.size() == named.size() + without.size()) {
          series.remove(own);
          series.put(wanted, List.copyOf(byTime.values()));
        }
      }
      return new Answer(found.error(), found.type(), series, found.remarks());
    }
  },

  /** Series that only names tell apart are expected, an error that they collide is found. */
  COLLIDING_NAMES {
    @Override
    Answer soften(Answer found, Answer expected) {
      long distinct =
          expected.series().keySet().stream().map(Leniency::nameless).distinct().count();
      return found.error().equals(COLLISION) && distinct < expected.series().size()
          ? expected
          : found;
    }
  },

  /** An error that series are matched twice is found; the expected answer has those of one. */
  MATCHED_TWICE {
    @Override
    Answer soften(Answer found, Answer expected) {
      return expected.error().isEmpty() && found.error().equals(TWICE) ? expected : found;
    }
  },

  /** A warning that sorting is in vain. */
  WARNING_OF_SORT {
    @Override
    Answer soften(Answer found, Answer expected) {
      List<String> remarks =
          found.remarks().stream().filter(each -> !each.contains("sort is ineffective")).toList();
      return new Answer(found.error(), found.type(), found.series(), remarks);
    }
  },

  /** Series of nothing but native histograms that are not expected. */
  MORE_HISTOGRAMS {
    @Override
    Answer soften(Answer found, Answer expected) {
      Map<String, List<double[]>> series = new TreeMap<>(found.series());
      series
          .entrySet()
          .removeIf(each ->
              !expected.series().containsKey(each.getKey())
                  && each.getValue().stream().allMatch(sample -> sample.length > 2));
      return new Answer(found.error(), found.type(), series, found.remarks());
    }
  },

  /** Figures a third apart at most: as much as is extrapolated beyond the samples. */
  EXTRAPOLATION {
    @Override
    Answer soften(Answer found, Answer expected) {
      return sampled(found, expected, Leniency::isNear);
    }
  },

  /** A date is expected, NaN is found. */
  DATES_WITHOUT_END {
    @Override
    Answer soften(Answer found, Answer expected) {
      return numbers(found, expected, (own, _) -> Double.isNaN(own));
    }
  },

  /** A remainder is expected, none is found. */
  REMAINDERS_OF_NOTHING {
    @Override
    Answer soften(Answer found, Answer expected) {
      return numbers(found, expected, (own, wanted) -> own == 0 && Double.isFinite(wanted));
    }
  },

  /** Numbers within label values are alike in their first eleven digits. */
  DIGITS_IN_LABELS {
    @Override
    Answer soften(Answer found, Answer expected) {
      return renamed(found, expected, (own, wanted) -> shortened(own).equals(shortened(wanted)));
    }
  };

  private static final String COLLISION =
      "execution: vector cannot contain metrics with the same labelset";
  private static final String TWICE =
      "execution: multiple matches for labels: many-to-one matching must be explicit"
          + " (group_left/group_right)";
  private static final Pattern FRACTION = Pattern.compile("\\d+\\.\\d+");
  private static final MathContext DIGITS = new MathContext(11);
  private static final double NEAR = 1.0 / 3;

  /** The found answer as it were without the difference; itself when it has none. */
  abstract Answer soften(Answer found, Answer expected);

  /** Series nobody expects take the label set of a missing one that means the same. */
  private static Answer renamed(
      Answer found, Answer expected, BiPredicate<String, String> meansTheSame) {
    List<String> missing = new ArrayList<>(expected.series().keySet());
    missing.removeAll(found.series().keySet());
    Map<String, List<double[]>> series = new TreeMap<>();
    found
        .series()
        .forEach((own, samples) -> {
          String name = own;
          if (!expected.series().containsKey(own)) {
            name =
                missing.stream()
                    .filter(each -> meansTheSame.test(own, each))
                    .findFirst()
                    .orElse(own);
            missing.remove(name);
          }
          series.put(name, samples);
        });
    return new Answer(found.error(), found.type(), series, found.remarks());
  }

  /** Samples of the same series and time become the expected ones where they may differ. */
  private static Answer sampled(
      Answer found, Answer expected, BiPredicate<double[], double[]> mayDiffer) {
    Map<String, List<double[]>> series = new TreeMap<>(found.series());
    series.replaceAll((labels, samples) -> {
      List<double[]> wanted = expected.series().get(labels);
      if (wanted == null || wanted.size() != samples.size()) {
        return samples;
      }
      List<double[]> softened = new ArrayList<>();
      for (int i = 0; i < samples.size(); i++) {
        double[] own = samples.get(i);
        boolean meant = own[0] == wanted.get(i)[0] && mayDiffer.test(own, wanted.get(i));
        softened.add(meant ? wanted.get(i) : own);
      }
      return softened;
    });
    return new Answer(found.error(), found.type(), series, found.remarks());
  }

  private static Answer numbers(Answer found, Answer expected, Meaning meant) {
    return sampled(
        found,
        expected,
        (own, wanted) -> own.length == 2 && wanted.length == 2 && meant.may(own[1], wanted[1]));
  }

  /** Whether one number may be found where another is expected. */
  private interface Meaning {
    boolean may(double own, double wanted);
  }

  private static boolean isNear(double[] own, double[] wanted) {
    boolean near = own.length == wanted.length;
    for (int figure = 1; near && figure < own.length; figure++) {
      double most = Math.max(Math.abs(own[figure]), Math.abs(wanted[figure]));
      near =
          Double.compare(own[figure], wanted[figure]) == 0
              || Math.abs(own[figure] - wanted[figure]) <= NEAR * most;
    }
    return near;
  }

  private static String nameless(String labels) {
    return labels.replaceFirst("__name__=[^,}]*(, )?", "").replace(", }", "}");
  }

  private static String shortened(String labels) {
    return FRACTION
        .matcher(labels)
        .replaceAll(match ->
            new BigDecimal(match.group()).round(DIGITS).stripTrailingZeros().toPlainString());
  }
}
