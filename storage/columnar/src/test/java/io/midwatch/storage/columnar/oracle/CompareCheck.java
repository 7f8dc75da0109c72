package io.midwatch.storage.columnar.oracle;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.contract.query.CompareAnswer;
import io.midwatch.storage.contract.query.CompareAnswer.Difference;
import io.midwatch.storage.contract.query.CompareQuery;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.ValueOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Differences of two sides, over a table {@code sides(row_no, selected, base)}. */
record CompareCheck(Duel<?> duel) {
  /** Values of one field that are counted; beyond, the answer is incomplete. */
  private static final int MOST_VALUES = 10_000;

  /** Rows with any value of a field, or with one of its values. */
  private record Counted(AttributeValue value, long selected, long base) {}

  /** The rows of one field, with any value and by value. */
  private record OfField(Counted any, List<Counted> values) {}

  void check(CompareQuery query) {
    String selected = duel.sql.test(query.selection());
    String base = duel.sql.test(query.baseline());
    duel.tables.execute(
        "CREATE OR REPLACE TEMP TABLE sides AS SELECT s.row_no, %s AS selected, %s AS base FROM spans s WHERE %s AND (%s OR %s)"
            .formatted(
                selected,
                base,
                duel.sql.where(query.range(), query.scope(), Filter.ALL),
                selected,
                base));
    Counted rows =
        duel.tables
            .list(
                "SELECT count(*) FILTER (WHERE selected), count(*) FILTER (WHERE base) FROM sides",
                line -> new Counted(AttributeValue.EMPTY, line.getLong(1), line.getLong(2)))
            .getFirst();
    boolean every = query.fields().isEmpty();
    List<Difference> all = new ArrayList<>();
    boolean complete = true;
    for (Map.Entry<Field, OfField> entry : counted(query).entrySet()) {
      complete &= add(all, entry.getKey(), entry.getValue(), every, rows);
    }
    CompareAnswer answer = duel.store.compare(query);
    duel.same("selection", rows.selected, answer.selectionRows());
    duel.same("baseline", rows.base, answer.baselineRows());
    duel.same("complete", complete, answer.completeness().complete());
    if (complete) {
      duel.same("differences", top(query, all, rows), answer.differences());
    }
  }

  /** Rows by field and value; a field's number is its place in the query, or its key's number. */
  private Map<Field, OfField> counted(CompareQuery query) {
    boolean every = query.fields().isEmpty();
    String values =
        every
            ? duel.sql.everyValue()
            : IntStream.range(0, query.fields().size())
                .mapToObj(i ->
                    "SELECT row_no, %d AS field, type, text FROM (%s)"
                        .formatted(i, duel.sql.values(query.fields().get(i))))
                .collect(Collectors.joining(" UNION ALL "));
    String joined =
        "(SELECT DISTINCT v.row_no, v.field, v.type, v.text, c.selected, c.base FROM (%s) v JOIN sides c ON c.row_no = v.row_no)"
            .formatted(values);
    String counts = "field, count(*) FILTER (WHERE selected), count(*) FILTER (WHERE base)";
    Map<Field, OfField> all = new LinkedHashMap<>();
    duel.tables.list(
        "SELECT %s FROM (SELECT DISTINCT row_no, field, selected, base FROM %s) GROUP BY field"
            .formatted(counts, joined),
        line ->
            all.put(
                field(query, line.getInt(1)),
                new OfField(
                    new Counted(AttributeValue.EMPTY, line.getLong(2), line.getLong(3)),
                    new ArrayList<>())));
    duel.tables.list(
        "SELECT %s, type, text FROM %s GROUP BY field, type, text".formatted(counts, joined),
        line ->
            Objects.requireNonNull(all.get(field(query, line.getInt(1))))
                .values
                .add(
                    new Counted(
                        new Cell(line.getString(4), line.getString(5), null).value(),
                        line.getLong(2),
                        line.getLong(3))));
    return all;
  }

  private Field field(CompareQuery query, int number) {
    return query.fields().isEmpty()
        ? Field.attribute(duel.tables.keyName(number))
        : query.fields().get(number);
  }

  /** Adds the values of a field; returns whether they can all be counted. */
  private static boolean add(
      List<Difference> all, Field field, OfField counted, boolean every, Counted rows) {
    Counted any = counted.any;
    if (counted.values.size() > MOST_VALUES) {
      return false;
    }
    if (any.selected == 0 && (every || any.base == 0)) {
      return true;
    }
    counted.values.forEach(
        each -> all.add(new Difference(field, each.value, each.selected, each.base)));
    all.add(
        new Difference(
            field, AttributeValue.EMPTY, rows.selected - any.selected, rows.base - any.base));
    return true;
  }

  private static List<Difference> top(CompareQuery query, List<Difference> all, Counted rows) {
    Comparator<Difference> largest =
        Comparator.comparingDouble(difference -> -Math.abs(share(difference, rows)));
    return all.stream()
        .filter(difference -> share(difference, rows) != 0)
        .sorted(
            largest
                .thenComparing(difference -> difference.field().name())
                .thenComparing(Difference::value, ValueOrder.VALUES))
        .limit(query.topValues())
        .toList();
  }

  private static double share(Difference difference, Counted rows) {
    return share(difference.selectionCount(), rows.selected)
        - share(difference.baselineCount(), rows.base);
  }

  private static double share(long count, long rows) {
    return rows == 0 ? 0 : (double) count / rows;
  }
}
