package io.midwatch.storage.columnar.query;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Span;
import io.midwatch.model.TraceId;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.contract.answer.Budget;
import io.midwatch.storage.contract.answer.Condition;
import io.midwatch.storage.contract.answer.TraceSummaries;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.Row;
import io.midwatch.storage.contract.query.TraceAnswer;
import io.midwatch.storage.contract.query.TraceQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Answers questions about traces, on the calling thread. A span that was stored twice is one row.
 * Thread-safe; every part of a snapshot must be a {@link TracePart}.
 *
 * @param reader reads the services of a trace
 */
public record TraceQuestions(CanonicalReader reader) {

  /** All spans of the trace the scope may see, by start then span id; empty when unknown. */
  public List<Row<Span>> trace(Snapshot<Span> snapshot, QueryScope scope, TraceId traceId) {
    List<Row<Span>> rows = new ArrayList<>(rows(snapshot, Condition.of(scope.visible()), traceId));
    rows.sort(TraceSummaries.SHOWN);
    return rows;
  }

  /** In the order they were stored, each span once. */
  private static List<Row<Span>> rows(Snapshot<Span> snapshot, Condition visible, TraceId traceId) {
    List<Row<Span>> rows = new ArrayList<>();
    for (Part<Span> part : snapshot.parts()) {
      if (TraceSearch.spans(part).mayHold(traceId)) {
        addVisible(rows, TraceSearch.spans(part), visible, traceId);
      }
    }
    rows.sort(Comparator.comparing(Row::id));
    Set<Span> seen = new HashSet<>();
    rows.removeIf(row -> !seen.add(row.item()));
    return rows;
  }

  private static void addVisible(
      List<Row<Span>> rows, TracePart part, Condition visible, TraceId traceId) {
    int[] found = part.rowsOf(traceId);
    if (found.length == 0) {
      return;
    }
    RowTest test = new TestBinder<>(new PartView<>(part)).bind(visible);
    int[] position = new int[1];
    for (int row : found) {
      position[0] = row % Table.BLOCK_ROWS;
      if (test.select(row / Table.BLOCK_ROWS, position, 1, position) == 1) {
        rows.add(new PartRow<>(part, row).read());
      }
    }
  }

  /**
   * @throws IllegalArgumentException when the question makes no sense
   */
  public TraceAnswer search(Snapshot<Span> snapshot, TraceQuery query, Budget budget) {
    Scan<Span> scan = RowQuestions.scan(snapshot, query.scope(), query.range(), budget);
    return new TraceSearch(
            scan,
            query,
            (traceId, first) ->
                TraceSummaries.of(
                    traceId, first, rows(snapshot, scan.visible(), traceId), this::service))
        .run();
  }

  private @org.jspecify.annotations.Nullable AttributeValue service(Span span) {
    return reader.read(span, CanonicalField.SERVICE);
  }
}
