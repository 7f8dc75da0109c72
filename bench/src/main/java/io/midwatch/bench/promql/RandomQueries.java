package io.midwatch.bench.promql;

import io.midwatch.bench.promql.PromqlClient.Question;
import io.midwatch.bench.workload.Dice;
import java.util.List;
import java.util.Locale;

/**
 * Makes PromQL out of its grammar and the metrics of a {@link Fleet}, with types that fit: the same
 * seed and number give the same question. Not thread-safe.
 */
final class RandomQueries {
  private static final int DEEPEST = 3;
  private static final List<String> COUNTERS =
      List.of(
          "http_requests_total",
          "cpu_seconds_total",
          "http_request_duration_seconds_bucket",
          "http_request_duration_seconds_sum",
          "http_request_duration_seconds_count");
  private static final List<String> GAUGES =
      List.of("queue_depth", "memory_bytes", "temperature_celsius", "connections", "up");
  private static final String NATIVE = "rpc_duration_seconds";
  private static final List<String> LABELS =
      List.of("job", "instance", "route", "status", "mode", "queue", "area", "le", "call");
  private static final List<String> OVER_TIME =
      List.of(
          "avg_over_time",
          "sum_over_time",
          "min_over_time",
          "max_over_time",
          "count_over_time",
          "last_over_time",
          "stddev_over_time",
          "stdvar_over_time",
          "present_over_time",
          "changes",
          "resets",
          "delta",
          "idelta",
          "deriv");
  private static final List<String> OF_COUNTERS =
      List.of("rate", "increase", "irate", "resets", "changes");
  private static final List<String> SIMPLE =
      List.of(
          "abs",
          "ceil",
          "floor",
          "exp",
          "ln",
          "log2",
          "log10",
          "sqrt",
          "sgn",
          "round",
          "timestamp",
          "sort",
          "sort_desc",
          "deg",
          "rad",
          "sin",
          "cos",
          "atan",
          "tanh",
          "minute",
          "hour",
          "day_of_week",
          "days_in_month",
          "month",
          "year",
          "absent",
          "acosh",
          "asinh");
  private static final List<String> FOLDS =
      List.of("sum", "avg", "min", "max", "count", "group", "stddev", "stdvar");
  private static final List<String> ARITHMETIC = List.of("+", "-", "*", "/", "%", "^", "atan2");
  private static final List<String> COMPARISONS = List.of("==", "!=", ">", "<", ">=", "<=");

  private final Fleet fleet;
  private final long seed;
  private Dice dice = new Dice(0);

  RandomQueries(Fleet fleet, long seed) {
    this.fleet = fleet;
    this.seed = seed;
  }

  /** Question {@code number}. */
  Question question(int number) {
    dice = new Dice(Dice.seed(seed, number));
    String query = dice.chance(0.04) ? scalar(DEEPEST) : vector(DEEPEST);
    long begin = fleet.fromMillis() + 600_000;
    long time = begin + dice.below((int) (fleet.toMillis() - begin));
    if (dice.chance(0.7)) {
      time = time / 15_000 * 15_000;
    }
    if (dice.chance(0.5)) {
      return Question.instant(query, time / 1000.0);
    }
    int step = pick(List.of(15, 30, 60, 97, 300));
    double end = time / 1000.0 + (double) step * dice.below(40);
    // An end between two steps is what `@ end()` and `range()` mean all the same.
    return new Question(
        query, time / 1000.0, dice.chance(0.3) ? end + dice.below(step) : end, step);
  }

  private <T> T pick(List<T> list) {
    return list.get(dice.below(list.size()));
  }

  private String scalar(int depth) {
    return switch (dice.below(depth > 0 ? 6 : 2)) {
      case 0 -> number();
      case 1 -> "time()";
      case 2 -> "scalar(" + vector(depth - 1) + ")";
      case 3 -> "scalar(sum(" + vector(depth - 1) + "))";
      case 4 -> "(" + scalar(depth - 1) + " " + pick(ARITHMETIC) + " " + scalar(depth - 1) + ")";
      default ->
          "(" + scalar(depth - 1) + " " + pick(COMPARISONS) + " bool " + scalar(depth - 1) + ")";
    };
  }

  private String number() {
    return pick(List.of("0", "1", "-1", "2.5", "50", "100", "0.1", "1e3", "Inf", "NaN", "5m"));
  }

  private String vector(int depth) {
    if (depth == 0) {
      return selector(metric());
    }
    return switch (dice.below(17)) {
      case 0, 1 -> selector(metric());
      case 2, 3 -> pick(OF_COUNTERS) + "(" + range(pick(COUNTERS), depth) + ")";
      case 4, 5 -> overTime(depth);
      case 6, 7 -> fold(depth);
      case 8 -> pick(SIMPLE) + "(" + vector(depth - 1) + ")";
      case 9 -> withScalar(depth);
      case 10, 11 -> joined(depth);
      case 12 -> set(depth);
      case 13 -> histogram();
      case 14 -> labelled(depth);
      case 15 -> ranked(depth);
      default -> other(depth);
    };
  }

  private String metric() {
    return dice.chance(0.1) ? NATIVE : dice.chance(0.5) ? pick(COUNTERS) : pick(GAUGES);
  }

  private String selector(String metric) {
    return matchers(metric) + modifiers();
  }

  private String matchers(String metric) {
    return switch (dice.below(7)) {
      case 0 -> metric;
      case 1 -> metric + "{job=\"shop-" + dice.below(4) + "\"}";
      case 2 -> metric + "{instance=~\"i-[0-4]\"}";
      case 3 -> metric + "{instance=\"i-" + dice.below(12) + "\"}";
      case 4 -> metric + "{job!=\"shop-1\", instance!~\"i-(3|4|1.)\"}";
      case 5 -> metric + "{instance=~\"i-1|i-2|i-9\", " + pick(LABELS) + "!=\"\"}";
      default ->
          "{__name__=~\""
              + metric.substring(0, Math.min(4, metric.length()))
              + ".*\", instance=\"i-2\"}";
    };
  }

  private String modifiers() {
    long middle = (fleet.fromMillis() + fleet.toMillis()) / 2000;
    return switch (dice.below(16)) {
      case 0 -> " offset 5m";
      case 1 -> " offset -90s";
      case 2 -> " @ " + middle;
      case 3 -> " @ end()";
      case 4 -> " @ start() offset 1m";
      default -> "";
    };
  }

  private String range(String metric, int depth) {
    String width = pick(List.of("1m", "2m30s", "5m", "17m", "30m"));
    if (depth > 1 && dice.chance(0.15)) {
      String step = pick(List.of("", "30s", "1m", "77s"));
      return vector(depth - 2) + "[" + width + ":" + step + "]" + modifiers();
    }
    return matchers(metric) + "[" + width + "]" + modifiers();
  }

  private String overTime(int depth) {
    String range = range(dice.chance(0.15) ? NATIVE : pick(GAUGES), depth);
    return switch (dice.below(12)) {
      case 0 -> "quantile_over_time(" + pick(List.of("0", "0.5", "0.95", "1")) + ", " + range + ")";
      case 1 -> "predict_linear(" + range + ", 600)";
      case 2 -> "absent_over_time(" + range + ")";
      default -> pick(OVER_TIME) + "(" + range + ")";
    };
  }

  private String grouping() {
    String first = pick(LABELS);
    String second = pick(LABELS);
    String labels = first.equals(second) ? first : first + ", " + second;
    return switch (dice.below(4)) {
      case 0 -> "";
      case 1 -> "without (" + labels + ") ";
      default -> "by (" + labels + ") ";
    };
  }

  private String fold(int depth) {
    if (dice.chance(0.1)) {
      return "quantile "
          + grouping()
          + "("
          + pick(List.of("0.5", "0.9"))
          + ", "
          + vector(depth - 1)
          + ")";
    }
    if (dice.chance(0.06)) {
      return "count_values " + grouping() + "(\"was\", " + vector(depth - 1) + ")";
    }
    return pick(FOLDS) + " " + grouping() + "(" + vector(depth - 1) + ")";
  }

  private String withScalar(int depth) {
    String operator =
        dice.chance(0.5) ? pick(ARITHMETIC) : pick(COMPARISONS) + (dice.chance(0.4) ? " bool" : "");
    return dice.chance(0.5)
        ? "(" + vector(depth - 1) + " " + operator + " " + scalar(depth - 1) + ")"
        : "(" + scalar(depth - 1) + " " + operator + " " + vector(depth - 1) + ")";
  }

  /** Many are errors, since labels match more than one: both must say so. */
  private String joined(int depth) {
    String operator =
        dice.chance(0.7) ? pick(ARITHMETIC) : pick(COMPARISONS) + (dice.chance(0.4) ? " bool" : "");
    return switch (dice.below(4)) {
      case 0 -> "(" + vector(depth - 1) + " " + operator + " " + vector(depth - 1) + ")";
      case 1 -> {
        String same = vector(depth - 1);
        yield "(" + same + " " + operator + " " + same + ")";
      }
      case 2 ->
          "(sum by (instance) ("
              + vector(depth - 1)
              + ") "
              + operator
              + " on (instance) sum by (instance) ("
              + vector(depth - 1)
              + "))";
      default ->
          "("
              + vector(depth - 1)
              + " "
              + operator
              + " on (instance) group_left () max by (instance)"
              + " ("
              + vector(depth - 1)
              + "))";
    };
  }

  private String set(int depth) {
    String matching =
        switch (dice.below(3)) {
          case 0 -> "";
          case 1 -> "on (instance) ";
          default -> "ignoring (status, le) ";
        };
    return "("
        + vector(depth - 1)
        + " "
        + pick(List.of("and", "or", "unless"))
        + " "
        + matching
        + vector(depth - 1)
        + ")";
  }

  private String histogram() {
    String share = pick(List.of("0.5", "0.9", "0.99", "0", "1"));
    String of =
        switch (dice.below(4)) {
          case 0 -> "rate(" + range(NATIVE, 0) + ")";
          case 1 -> "sum by (job) (rate(" + range(NATIVE, 0) + "))";
          case 2 ->
              "sum by (le, job) (rate(" + range("http_request_duration_seconds_bucket", 0) + "))";
          default -> "rate(" + range("http_request_duration_seconds_bucket", 0) + ")";
        };
    return switch (dice.below(6)) {
      case 0 -> "histogram_count(" + of + ")";
      case 1 -> "histogram_sum(" + of + ")";
      case 2 -> "histogram_avg(" + of + ")";
      case 3 -> "histogram_fraction(0.05, 0.2, " + of + ")"; // from 0 on 3.5 knows none
      case 4 -> "histogram_stddev(" + of + ")";
      default -> "histogram_quantile(" + share + ", " + of + ")";
    };
  }

  private String labelled(int depth) {
    return dice.chance(0.5)
        ? "label_replace(" + vector(depth - 1) + ", \"host\", \"$1-x\", \"instance\", \"i-(.*)\")"
        : "label_join(" + vector(depth - 1) + ", \"both\", \"/\", \"job\", \"instance\")";
  }

  /** Of values that hardly tie: which of two alike is taken is nobody's to say. */
  private String ranked(int depth) {
    return String.format(
        Locale.ROOT,
        "%s(%d, %s(temperature_celsius{instance=~\"i-[0-8]\"}[%dm]))",
        pick(List.of("topk", "bottomk")),
        1 + dice.below(5),
        pick(List.of("avg_over_time", "stddev_over_time", "sum_over_time")),
        depth * 3);
  }

  private String other(int depth) {
    return switch (dice.below(5)) {
      case 0 -> "clamp(" + vector(depth - 1) + ", 10, 60)";
      case 1 -> "clamp_min(" + vector(depth - 1) + ", " + scalar(depth - 1) + ")";
      case 2 -> "vector(" + scalar(depth - 1) + ")";
      case 3 -> "-" + vector(depth - 1);
      default -> "round(" + vector(depth - 1) + ", 5)";
    };
  }
}
