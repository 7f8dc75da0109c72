package io.midwatch.storage.columnar.oracle;

import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.FieldsAnswer;
import io.midwatch.storage.contract.query.FieldsAnswer.Counted;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.TimeRange;
import java.util.Comparator;
import java.util.List;

/** Names of attributes and values of fields, with their rows. */
record NameCheck(Duel<?> duel) {
  /** Names that are counted; beyond, the answer is incomplete. */
  private static final int MOST_NAMES = 100_000;

  void names(QueryScope scope, TimeRange range, String prefix, int limit) {
    String found = duel.sql.where(range, scope, Filter.ALL);
    List<Counted> all =
        duel.tables.list(
            ("WITH f AS (SELECT s.row_no, s.context FROM spans s WHERE %s)"
                    + " SELECT key, count(DISTINCT row_no) FROM (SELECT i.key, i.row_no FROM items i"
                    + " JOIN f ON f.row_no = i.row_no UNION ALL SELECT c.key, f.row_no FROM contexts c"
                    + " JOIN f ON f.context = c.context WHERE c.origin = 'RESOURCE') GROUP BY key")
                .formatted(found),
            line -> new Counted(duel.tables.keyName(line.getInt(1)), line.getLong(2)));
    compare(
        all.stream().filter(each -> each.name().startsWith(prefix)).toList(),
        limit,
        duel.store.fields(scope, range, prefix, limit));
  }

  void values(QueryScope scope, TimeRange range, Field field, String prefix, int limit) {
    List<Counted> all =
        duel.tables.list(
            ("SELECT v.text, count(DISTINCT v.row_no) FROM (%s) v JOIN spans s"
                    + " ON s.row_no = v.row_no WHERE starts_with(v.text, %s) AND %s GROUP BY v.text")
                .formatted(
                    duel.sql.values(field),
                    QuestionSql.text(prefix),
                    duel.sql.where(range, scope, Filter.ALL)),
            line -> new Counted(line.getString(1), line.getLong(2)));
    compare(all, limit, duel.store.values(scope, range, field, prefix, limit));
  }

  private void compare(List<Counted> all, int limit, FieldsAnswer answer) {
    boolean complete = all.size() <= MOST_NAMES;
    duel.same("complete", complete, answer.completeness().complete());
    if (complete) {
      List<Counted> expected =
          all.stream()
              .sorted(
                  Comparator.comparingLong(Counted::rows).reversed().thenComparing(Counted::name))
              .limit(limit)
              .toList();
      duel.same("names", expected, answer.names());
    }
  }
}
