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
import io.midwatch.storage.contract.query.Page;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.Row;
import io.midwatch.storage.contract.query.TraceAnswer;
import io.midwatch.storage.contract.query.TraceQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/**
 * Answers questions about traces, on the calling thread. A span that was stored twice is one row.
 * Thread-safe; every part of a snapshot must be a {@link TracePart}.
 *
 * @param reader reads the services of a trace
 * @param mostCandidates traces kept while a page is looked for; when more match, the answer says so
 */
public record TraceQuestions(CanonicalReader reader, int mostCandidates) {
  private static final int MOST_CANDIDATES = 250_000;
  private static final int ROWS_BETWEEN_LOOKS = 256;

  public TraceQuestions(CanonicalReader reader) {
    this(reader, MOST_CANDIDATES);
  }

  /** All spans of the trace the scope may see, by start then span id; empty when unknown. */
  public Page<Span> trace(
      Snapshot<Span> snapshot, QueryScope scope, TraceId traceId, Budget budget) {
    snapshot.unreadable().forEach(file -> budget.incomplete(file.said()));
    List<Row<Span>> rows =
        new ArrayList<>(rows(snapshot, Condition.of(scope.visible()), traceId, budget::spend));
    rows.sort(TraceSummaries.SHOWN);
    return new Page<>(rows, null, null, budget.completeness());
  }

  /**
   * In the order they were stored, each span once.
   *
   * @param allowed how many of so many more rows may be read
   */
  private static List<Row<Span>> rows(
      Snapshot<Span> snapshot, Condition visible, TraceId traceId, IntUnaryOperator allowed) {
    List<Row<Span>> rows = new ArrayList<>();
    for (Part<Span> part : snapshot.parts()) {
      addVisible(rows, TraceSearch.spans(part), visible, traceId, allowed);
    }
    rows.sort(Comparator.comparing(Row::id));
    Set<Span> seen = new HashSet<>();
    rows.removeIf(row -> !seen.add(row.item()));
    return rows;
  }

  private static void addVisible(
      List<Row<Span>> rows,
      TracePart part,
      Condition visible,
      TraceId traceId,
      IntUnaryOperator allowed) {
    int[] found = part.rowsOf(traceId);
    if (found.length == 0) {
      return;
    }
    RowTest test = new TestBinder<>(new PartView<>(part)).bind(visible);
    int[] position = new int[1];
    int read = 0;
    for (int i = 0; i < found.length; i++) {
      if (i == read) {
        read += allowed.applyAsInt(Math.min(ROWS_BETWEEN_LOOKS, found.length - i));
        if (i == read) {
          return;
        }
      }
      int row = found[i];
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
            mostCandidates,
            (traceId, first) ->
                TraceSummaries.of(
                    traceId,
                    first,
                    rows(snapshot, scan.visible(), traceId, IntUnaryOperator.identity()),
                    this::service))
        .run();
  }

  private @org.jspecify.annotations.Nullable AttributeValue service(Span span) {
    return reader.read(span, CanonicalField.SERVICE);
  }
}
