package io.midwatch.storage.columnar.oracle;

import io.midwatch.model.Span;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.TraceAnswer;
import io.midwatch.storage.contract.query.TraceQuery;
import io.midwatch.storage.contract.query.TraceSummary;
import io.midwatch.storage.contract.read.SpanReader;
import java.util.ArrayList;
import java.util.List;

/** Finds traces, two pages of them: which, in what order, and their sums. */
record TraceSearchCheck(Duel<Span> duel, SpanReader store) {
  private static final int PAGES = 2;

  void check(TraceQuery query) {
    List<List<Object>> expected =
        duel.tables.list(
            sql(query) + " LIMIT " + (PAGES * query.limit() + 1),
            line -> List.of(line.getString(1), line.getLong(2), line.getLong(3), line.getInt(4)));
    String after = null;
    for (int i = 0; i < PAGES; i++) {
      TraceAnswer answer = store.searchTraces(query.page(query.order(), after));
      int from = Math.min(expected.size(), i * query.limit());
      int to = Math.min(expected.size(), from + query.limit());
      duel.same("complete", true, answer.completeness().complete());
      duel.same(
          "traces " + i,
          expected.subList(from, to),
          answer.traces().stream().map(TraceSearchCheck::line).toList());
      duel.same("page follows " + i, to < expected.size(), answer.next() != null);
      after = answer.next();
      if (after == null) {
        break;
      }
    }
  }

  private static List<Object> line(TraceSummary trace) {
    return List.of(
        trace.traceId().hex(), trace.startTimeUnixNano(), trace.durationNanos(), trace.spans());
  }

  private String sql(TraceQuery query) {
    List<String> tests = new ArrayList<>();
    List<String> all = new ArrayList<>();
    for (int i = 0; i < query.spanPredicates().size(); i++) {
      tests.add(duel.sql.test(query.spanPredicates().get(i)) + " AS p" + i);
      all.add("bool_or(p" + i + ")");
    }
    String lasting =
        (query.minDurationNanos() == null ? "" : " AND a.lasted >= " + query.minDurationNanos())
            + (query.maxDurationNanos() == null
                ? ""
                : " AND a.lasted <= " + query.maxDurationNanos());
    return """
    WITH m AS (SELECT s.f_TRACE_ID AS trace, s.start_time AS start, %s FROM spans s WHERE %s),
    f AS (SELECT trace, min(start) AS place FROM m GROUP BY trace HAVING %s),
    a AS (SELECT s.f_TRACE_ID AS trace, min(s.start_time) AS start, count(*) AS spans,
      max(s.start_time + s.duration) - min(s.start_time) AS lasted
      FROM spans s WHERE %s GROUP BY s.f_TRACE_ID)
    SELECT f.trace, a.start, a.lasted, a.spans FROM f JOIN a ON a.trace = f.trace
    WHERE true %s ORDER BY f.place %s\
    """
        .formatted(
            String.join(", ", tests),
            duel.sql.where(query.range(), query.scope(), new Filter.Or(query.spanPredicates())),
            String.join(" AND ", all),
            duel.sql.test(query.scope().visible()),
            lasting,
            query.order() == TraceQuery.Order.NEWEST_FIRST ? "DESC, f.trace" : ", f.trace DESC");
  }
}
