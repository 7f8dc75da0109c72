package io.midwatch.storage.columnar.oracle;

import io.midwatch.model.Span;
import io.midwatch.model.TraceId;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.Row;
import io.midwatch.storage.contract.read.SpanReader;
import java.util.List;

/** Reads one trace, by start then span id; a span that was stored twice is there once. */
record TraceCheck(Duel<Span> duel, SpanReader store) {
  void check(QueryScope scope, TraceId traceId) {
    List<Integer> expected =
        duel.tables.list(
            "SELECT s.row_no FROM spans s WHERE s.f_TRACE_ID = '%s' AND %s ORDER BY s.start_time, s.row_no"
                .formatted(traceId.hex(), duel.sql.test(scope.visible())),
            line -> line.getInt(1));
    List<Row<Span>> found = store.trace(scope, traceId);
    duel.same("trace", expected, found.stream().map(row -> duel.sent.row(row.item())).toList());
    found.forEach(
        row -> duel.same("content", duel.sent.item(duel.sent.row(row.item())), row.item()));
  }
}
