package io.midwatch.bench.promql;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a Prometheus API said to a query.
 *
 * <pre>
 * {job="a"}  →  [1700000000, 1], [1700000015, NaN]        a time, a number
 * {job="b"}  →  [1700000000, 3, 5.5, 0, 0.5, 1, 3]        a time, count, sum, buckets of a histogram
 * </pre>
 *
 * @param error empty when it answered
 * @param type {@code vector}, {@code matrix}, {@code scalar} or {@code string}
 * @param series samples by label set; a scalar is one without labels
 * @param remarks warnings and infos
 */
record Answer(String error, String type, Map<String, List<double[]>> series, List<String> remarks) {

  static Answer parse(byte[] body) throws IOException {
    Map<?, ?> document = Json.object(body);
    List<String> remarks = new ArrayList<>();
    remarks.addAll(texts(document.get("warnings")));
    remarks.addAll(texts(document.get("infos")));
    if (!"success".equals(document.get("status"))) {
      return new Answer(
          document.get("errorType") + ": " + document.get("error"), "", Map.of(), remarks);
    }
    if (!(document.get("data") instanceof Map<?, ?> data)) {
      throw new IOException("an answer without data");
    }
    String type = String.valueOf(data.get("resultType"));
    Map<String, List<double[]>> series = new TreeMap<>();
    if (type.equals("scalar") && data.get("result") instanceof List<?> scalar) {
      series.put("", List.of(sample(scalar)));
    } else if (data.get("result") instanceof List<?> all && !type.equals("string")) {
      for (Object each : all) {
        Map<?, ?> one = (Map<?, ?>) each;
        String labels = new TreeMap<>((Map<?, ?>) one.get("metric")).toString();
        if (series.put(labels, samples(one)) != null) {
          throw new IOException("twice in one answer: " + labels);
        }
      }
    }
    return new Answer("", type, series, remarks);
  }

  private static List<String> texts(@Nullable Object list) {
    return list instanceof List<?> texts ? texts.stream().map(String::valueOf).toList() : List.of();
  }

  private static List<double[]> samples(Map<?, ?> series) {
    List<double[]> samples = new ArrayList<>();
    for (String one : List.of("value", "histogram")) {
      if (series.get(one) instanceof List<?> sample) {
        samples.add(sample(sample));
      }
    }
    for (String several : List.of("values", "histograms")) {
      if (series.get(several) instanceof List<?> list) {
        list.forEach(sample -> samples.add(sample((List<?>) sample)));
      }
    }
    return samples;
  }

  private static double[] sample(List<?> timeAndValue) {
    double time = (Double) timeAndValue.get(0);
    if (!(timeAndValue.get(1) instanceof Map<?, ?> histogram)) {
      return new double[] {time, number(timeAndValue.get(1))};
    }
    List<Double> figures = new ArrayList<>(List.of(time));
    figures.add(number(histogram.get("count")));
    figures.add(number(histogram.get("sum")));
    if (histogram.get("buckets") instanceof List<?> buckets) {
      for (Object bucket : buckets) {
        ((List<?>) bucket).forEach(figure -> figures.add(number(figure)));
      }
    }
    return figures.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double number(@Nullable Object text) {
    return switch (String.valueOf(text)) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      case String other -> Double.parseDouble(other);
    };
  }

  long samples() {
    return series.values().stream().mapToLong(List::size).sum();
  }

  /** In what another answer differs from this one, in words; empty when in nothing. */
  String difference(Answer other) {
    if (error.isEmpty() != other.error.isEmpty()) {
      return "error \"" + error + "\" against \"" + other.error + "\"";
    }
    if (!type.equals(other.type)) {
      return "type " + type + " against " + other.type;
    }
    for (Map.Entry<String, List<double[]>> each : series.entrySet()) {
      List<double[]> others = other.series.get(each.getKey());
      if (others == null) {
        return "series " + each.getKey() + " is missing";
      }
      String difference = difference(each.getValue(), others);
      if (!difference.isEmpty()) {
        return each.getKey() + " " + difference;
      }
    }
    for (String labels : other.series.keySet()) {
      if (!series.containsKey(labels)) {
        return "series " + labels + " is too much";
      }
    }
    return remarks.isEmpty() == other.remarks.isEmpty()
        ? ""
        : "remarks " + remarks + " against " + other.remarks;
  }

  private static String difference(List<double[]> samples, List<double[]> others) {
    if (samples.size() != others.size()) {
      return samples.size() + " samples against " + others.size();
    }
    for (int i = 0; i < samples.size(); i++) {
      double[] one = samples.get(i);
      double[] two = others.get(i);
      boolean alike = one.length == two.length && one[0] == two[0];
      for (int figure = 1; alike && figure < one.length; figure++) {
        alike = isClose(one[figure], two[figure]);
      }
      if (!alike) {
        return java.util.Arrays.toString(one) + " against " + java.util.Arrays.toString(two);
      }
    }
    return "";
  }

  /** Sums of the same numbers in another order differ in the last places. */
  private static boolean isClose(double one, double two) {
    if (Double.compare(one, two) == 0) {
      return true;
    }
    double apart = Math.abs(one - two);
    return Double.isFinite(apart)
        && (apart < 1e-12 || apart <= 1e-9 * Math.max(Math.abs(one), Math.abs(two)));
  }
}
