package io.midwatch.storage.contract.memory;

import io.midwatch.model.Span;
import io.midwatch.model.TraceId;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.storage.contract.answer.TraceCandidates;
import io.midwatch.storage.contract.answer.TraceSummaries;
import io.midwatch.storage.contract.answer.row.SpanFields;
import io.midwatch.storage.contract.query.Row;
import io.midwatch.storage.contract.query.TraceAnswer;
import io.midwatch.storage.contract.query.TraceQuery;
import io.midwatch.storage.contract.query.TraceSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds traces whose spans match. One use; not thread-safe. */
final class TraceSearch {
  private final SpanFields fields;
  private final TraceIndex index;
  private final List<Predicate<Span>> predicates;
  private final TraceCandidates<Row<Span>> candidates;

  TraceSearch(
      TraceQuery query, SpanFields fields, TraceIndex index, List<Predicate<Span>> predicates) {
    this.fields = fields;
    this.index = index;
    this.predicates = predicates;
    this.candidates = new TraceCandidates<>(query, Comparator.comparing(Row::id));
  }

  TraceAnswer run(Scan<Span> scan) {
    scan.forEach((row, _) -> look(row));
    return candidates.answer(
        (traceId, first) -> summary(traceId, first, scan.visible()), scan.budget());
  }

  private void look(Row<Span> row) {
    long matched = 0;
    for (int i = 0; i < predicates.size(); i++) {
      if (predicates.get(i).test(row.item())) {
        matched |= 1L << i;
      }
    }
    if (matched != 0) {
      Span span = row.item();
      candidates.matched(span.traceId(), span.startTimeUnixNano(), matched, row);
    }
  }

  private @Nullable TraceSummary summary(
      TraceId traceId, Row<Span> first, Predicate<Span> visible) {
    List<Row<Span>> spans = new ArrayList<>();
    for (Row<Span> row : index.rows(traceId)) {
      if (visible.test(row.item())) {
        spans.add(row);
      }
    }
    return TraceSummaries.of(
        traceId, first.item(), spans, span -> fields.canonical(span, CanonicalField.SERVICE));
  }
}
