package io.midwatch.storage.columnar.oracle;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.contract.answer.Values;
import io.midwatch.storage.contract.query.AggregateAnswer;
import io.midwatch.storage.contract.query.AggregateAnswer.Group;
import io.midwatch.storage.contract.query.AggregateQuery;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.GroupBy;
import io.midwatch.storage.contract.query.GroupBy.Missing;
import io.midwatch.storage.contract.query.Metric;
import io.midwatch.storage.contract.query.ValueOrder;
import io.midwatch.storage.contract.rollup.DistinctSketch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Groups and figures. Rows are first put into groups, in a table {@code grouped(row_no, t0 x0, t1
 * x1 ...)} of types and texts; then each figure is one question. A span that was stored twice
 * counts twice.
 */
record AggregateCheck(Duel<?> duel) {
  private static final int MOST_EXACT_DISTINCT = 200;

  void check(AggregateQuery query) {
    int groupings = query.groupBy().size();
    group(query);
    String keys =
        IntStream.range(0, groupings)
            .mapToObj(i -> "g.t" + i + ", g.x" + i + ", ")
            .collect(Collectors.joining());
    String by =
        groupings == 0
            ? ""
            : IntStream.range(0, groupings)
                .mapToObj(i -> "g.t" + i + ", g.x" + i)
                .collect(Collectors.joining(", ", " GROUP BY ", ""));
    Map<List<AttributeValue>, Map<String, Double>> expected = new HashMap<>();
    for (Metric metric : query.metrics()) {
      String figure = figure(metric);
      if (figure.isEmpty()) {
        continue;
      }
      duel.tables
          .list(
              "SELECT " + keys + figure + by,
              line -> Map.entry(key(line, query.groupBy()), value(line, 2 * groupings + 1)))
          .forEach(entry -> {
            Map<String, Double> figures =
                expected.computeIfAbsent(entry.getKey(), _ -> new HashMap<>());
            if (!entry.getValue().isEmpty()) {
              figures.put(metric.name(), entry.getValue().getFirst());
            }
          });
    }
    expected.values().forEach(AggregateCheck::addRatio);
    compare(query, expected, duel.store.aggregate(query));
  }

  private static void addRatio(Map<String, Double> figures) {
    double count = figures.getOrDefault("count", 0.0);
    double some = figures.getOrDefault("some", 0.0);
    if (count != 0) {
      figures.put("ratio", some / count);
    }
  }

  private void group(AggregateQuery query) {
    StringBuilder columns = new StringBuilder("s.row_no");
    StringBuilder joins = new StringBuilder();
    StringBuilder left = new StringBuilder();
    for (int i = 0; i < query.groupBy().size(); i++) {
      switch (query.groupBy().get(i)) {
        case GroupBy.TimeBucket(long step) ->
            columns.append(
                ", 'L' AS t%1$d, (s.start_time // %2$d * %2$d)::VARCHAR AS x%1$d"
                    .formatted(i, step));
        case GroupBy.Terms(Field field, Missing missing) -> {
          columns.append(
              ", coalesce(v%1$d.type, 'E') AS t%1$d, coalesce(v%1$d.text, '') AS x%1$d"
                  .formatted(i));
          joins.append(
              " LEFT JOIN (SELECT DISTINCT row_no, type, text FROM (%s)) v%d ON v%d.row_no = s.row_no"
                  .formatted(duel.sql.values(field), i, i));
          left.append(missing == Missing.LEFT_OUT ? " AND v" + i + ".row_no IS NOT NULL" : "");
        }
        case GroupBy.NumericBucket(Field field, double base) -> {
          String band =
              "floor(ln(number) / ln(%s) + 1e-9::DOUBLE)".formatted(QuestionSql.real(base));
          columns.append(", 'D' AS t%1$d, v%1$d.band AS x%1$d".formatted(i));
          // A band whose lower bound is too small for a double is that of zero.
          joins.append(
              " JOIN (SELECT DISTINCT row_no, CASE WHEN number > 0 AND pow(%s, %s) > 0 THEN"
                      .formatted(QuestionSql.real(base), band)
                  + " %s::VARCHAR ELSE '' END AS band".formatted(band)
                  + " FROM (%s) WHERE number IS NOT NULL) v%d ON v%d.row_no = s.row_no"
                      .formatted(duel.sql.values(field), i, i));
        }
      }
    }
    duel.tables.execute(
        "CREATE OR REPLACE TEMP TABLE grouped AS SELECT "
            + columns
            + " FROM spans s"
            + joins
            + " WHERE "
            + duel.sql.where(query.range(), query.scope(), query.filter())
            + left);
  }

  /** Empty for a ratio. */
  private String figure(Metric metric) {
    String numbers = " FROM grouped g LEFT JOIN (%s) n ON n.row_no = g.row_no";
    return switch (metric) {
      case Metric.Count _ -> "count(*) FROM grouped g";
      case Metric.CountIf(_, var filter) ->
          "count(*) FILTER (WHERE "
              + duel.sql.test(filter)
              + ") FROM grouped g JOIN spans s ON s.row_no = g.row_no";
      case Metric.Sum(_, Field field) ->
          "coalesce(sum(n.number), 0)" + numbers.formatted(duel.sql.values(field));
      case Metric.Avg(_, Field field) ->
          "avg(n.number)" + numbers.formatted(duel.sql.values(field));
      case Metric.Min(_, Field field) ->
          "min(n.number)" + numbers.formatted(duel.sql.values(field));
      case Metric.Max(_, Field field) ->
          "max(n.number)" + numbers.formatted(duel.sql.values(field));
      case Metric.Percentile(_, Field field, double quantile) ->
          ("list_extract(list_sort(list(n.number) FILTER (WHERE n.number IS NOT NULL)),"
                      + " greatest(1, ceil(%s * count(n.number)))::BIGINT)")
                  .formatted(QuestionSql.real(quantile))
              + numbers.formatted(duel.sql.values(field));
      case Metric.Distinct(_, Field field) ->
          "count(DISTINCT n.type || n.text)" + numbers.formatted(duel.sql.values(field));
      case Metric.Ratio _ -> "";
    };
  }

  private static List<AttributeValue> key(ResultSet line, List<GroupBy> groupBy)
      throws SQLException {
    List<AttributeValue> key = new ArrayList<>();
    for (int i = 0; i < groupBy.size(); i++) {
      String text = line.getString(2 * i + 2);
      key.add(
          groupBy.get(i) instanceof GroupBy.NumericBucket bucket
              ? band(bucket.logBase(), text)
              : new Cell(line.getString(2 * i + 1), text, null).value());
    }
    return key;
  }

  private static AttributeValue band(double base, String band) {
    double bound = band.isEmpty() ? 0 : Math.pow(base, Double.parseDouble(band));
    return Values.normal(AttributeValue.of(bound));
  }

  private static List<Double> value(ResultSet line, int column) throws SQLException {
    double value = line.getDouble(column);
    return line.wasNull() ? List.of() : List.of(value);
  }

  private void compare(
      AggregateQuery query,
      Map<List<AttributeValue>, Map<String, Double>> expected,
      AggregateAnswer answer) {
    if (expected.size() > query.limits().groups()) {
      duel.same("complete", false, answer.completeness().complete());
      return;
    }
    duel.same("complete", true, answer.completeness().complete());
    List<List<AttributeValue>> order =
        expected.keySet().stream().sorted(order(query, expected)).limit(query.topGroups()).toList();
    List<List<AttributeValue>> found =
        answer.groups().stream()
            .map(group -> group.key().stream().map(Values::normal).toList())
            .toList();
    duel.same("groups", order, found);
    duel.same("other groups", (long) expected.size() - order.size(), answer.otherGroups());
    for (Group group : answer.groups()) {
      List<AttributeValue> key = group.key().stream().map(Values::normal).toList();
      Map<String, Double> figures = expected.getOrDefault(key, Map.of());
      for (Metric metric : query.metrics()) {
        Double wanted = figures.get(metric.name());
        Double given = group.values().get(metric.name());
        if (!near(metric, wanted, given)) {
          duel.disagree(metric + " of " + key + ": expected " + wanted + " found " + given);
        }
      }
    }
  }

  private static Comparator<List<AttributeValue>> order(
      AggregateQuery query, Map<List<AttributeValue>, Map<String, Double>> figures) {
    String sortBy = query.sortBy();
    if (sortBy == null) {
      return ValueOrder.KEYS;
    }
    Comparator<List<AttributeValue>> byFigure =
        Comparator.comparingDouble(
            key -> -figures.getOrDefault(key, Map.of()).getOrDefault(sortBy, 0.0));
    return byFigure.thenComparing(ValueOrder.KEYS);
  }

  private static boolean near(Metric metric, @Nullable Double wanted, @Nullable Double given) {
    if (wanted == null || given == null) {
      return wanted == null && given == null;
    }
    double tolerance =
        switch (metric) {
          case Metric.Percentile _ -> 0.025 * wanted;
          case Metric.Sum _, Metric.Avg _ -> 1e-9 * Math.abs(wanted);
          case Metric.Distinct _ ->
              wanted <= MOST_EXACT_DISTINCT ? 0 : 1 + 6 * DistinctSketch.STANDARD_ERROR * wanted;
          default -> 0;
        };
    return wanted.doubleValue() == given || Math.abs(wanted - given) <= tolerance;
  }
}
