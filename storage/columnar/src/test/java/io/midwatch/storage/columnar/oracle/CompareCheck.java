package io.midwatch.storage.columnar.oracle;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.contract.query.CompareAnswer;
import io.midwatch.storage.contract.query.CompareAnswer.Difference;
import io.midwatch.storage.contract.query.CompareQuery;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.ValueOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Differences of two sides, over a table {@code sides(row_no, selected, base)}. */
record CompareCheck(Duel duel) {
  /** Values of one field that are counted; beyond, the answer is incomplete. */
  private static final int MOST_VALUES = 10_000;

  /** Rows with any value of a field, or with one of its values. */
  private record Counted(AttributeValue value, long selected, long base) {}

  void check(CompareQuery query) {
    String selected = duel.sql.test(query.selection());
    String base = duel.sql.test(query.baseline());
    duel.tables.execute(
        "CREATE OR REPLACE TEMP TABLE sides AS SELECT s.row_no, %s AS selected, %s AS base FROM spans s WHERE %s AND (%s OR %s)"
            .formatted(
                selected,
                base,
                duel.sql.where(
                    query.range(), query.scope(), io.midwatch.storage.contract.query.Filter.ALL),
                selected,
                base));
    Counted rows =
        duel.tables
            .list(
                "SELECT count(*) FILTER (WHERE selected), count(*) FILTER (WHERE base) FROM sides",
                line -> new Counted(AttributeValue.EMPTY, line.getLong(1), line.getLong(2)))
            .getFirst();
    boolean every = query.fields().isEmpty();
    List<Field> fields =
        every
            ? duel.tables.keyNames().stream().map(Field::attribute).toList()
            : query.fields();
    List<Difference> all = new ArrayList<>();
    boolean complete = true;
    for (Field field : fields) {
      complete &= add(all, field, every, rows);
    }
    CompareAnswer answer = duel.store.compareSpans(query);
    duel.same("selection", rows.selected, answer.selectionRows());
    duel.same("baseline", rows.base, answer.baselineRows());
    duel.same("complete", complete, answer.completeness().complete());
    if (complete) {
      duel.same("differences", top(query, all, rows), answer.differences());
    }
  }

  /** Adds the values of a field; returns whether they can all be counted. */
  private boolean add(List<Difference> all, Field field, boolean every, Counted rows) {
    String values =
        "(SELECT DISTINCT v.row_no, v.type, v.text, c.selected, c.base FROM (%s) v JOIN sides c ON c.row_no = v.row_no)"
            .formatted(duel.sql.values(field));
    String counts = "count(*) FILTER (WHERE selected), count(*) FILTER (WHERE base)";
    List<Counted> counted =
        duel.tables.list(
            "SELECT %s, type, text FROM %s GROUP BY type, text".formatted(counts, values),
            line ->
                new Counted(
                    new Cell(line.getString(3), line.getString(4), null).value(),
                    line.getLong(1),
                    line.getLong(2)));
    Counted any =
        duel.tables
            .list(
                "SELECT %s FROM (SELECT DISTINCT row_no, selected, base FROM %s)"
                    .formatted(counts, values),
                line -> new Counted(AttributeValue.EMPTY, line.getLong(1), line.getLong(2)))
            .getFirst();
    if (counted.size() > MOST_VALUES) {
      return false;
    }
    if (any.selected == 0 && (every || any.base == 0)) {
      return true;
    }
    counted.forEach(each -> all.add(new Difference(field, each.value, each.selected, each.base)));
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
