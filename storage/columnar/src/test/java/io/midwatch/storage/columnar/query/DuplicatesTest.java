package io.midwatch.storage.columnar.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.Span;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.columnar.query.RecordPart.Shape;
import io.midwatch.storage.contract.answer.Budget;
import io.midwatch.storage.contract.query.Cursor;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.Page;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.Row;
import io.midwatch.storage.contract.query.RowId;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.SearchQuery.Sort;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.query.TraceQuery;
import io.midwatch.storage.contract.query.TraceSummary;
import io.midwatch.storage.testkit.fixture.MutableClock;
import io.midwatch.storage.testkit.fixture.Spans;
import io.midwatch.storage.testkit.fixture.Times;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A span that came again in another request, and so into another part. */
class DuplicatesTest {
  private static final Span FIRST = Spans.number(1).trace(1).build();
  private static final Span SECOND = Spans.number(2).trace(1).childOf(1).failed().build();
  private static final Span CHANGED = Spans.number(2).trace(1).childOf(1).named("other").build();
  private static final Span THIRD = Spans.number(3).trace(1).childOf(1).build();

  private final Snapshot<Span> snapshot =
      new Snapshot<>(
          List.of(part(1, FIRST, SECOND), part(2, SECOND, CHANGED), part(3, THIRD, FIRST, SECOND)));

  private static Part<Span> part(int file, Span... spans) {
    List<Row<Span>> rows = new ArrayList<>();
    for (Span span : spans) {
      rows.add(new Row<>(new RowId(0, file, 0, rows.size()), span));
    }
    return new SpanRecords(rows, Shape.CODES);
  }

  private static Budget budget() {
    return new Budget(QueryLimits.DEFAULT, new MutableClock(Times.START));
  }

  private static TraceQuestions traces() {
    return new TraceQuestions(new CanonicalReader(IdentityKeys.DEFAULT));
  }

  @Test
  void isOneRowOfItsTrace() {
    assertThat(traces().trace(snapshot, QueryScope.ALL, Spans.traceId(1), budget()).rows())
        .containsExactly(
            new Row<>(new RowId(0, 1, 0, 0), FIRST),
            new Row<>(new RowId(0, 1, 0, 1), SECOND),
            new Row<>(new RowId(0, 2, 0, 1), CHANGED),
            new Row<>(new RowId(0, 3, 0, 0), THIRD));
  }

  @Test
  void countsOnceInASummary() {
    List<TraceSummary> found =
        traces()
            .search(snapshot, TraceQuery.newest(TimeRange.ALL, Filter.ALL, 5), budget())
            .traces();
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().spans()).isEqualTo(4);
    assertThat(found.getFirst().errors()).isEqualTo(1);
  }

  @Test
  void isOneRowOverAllPagesOfASearch() {
    for (Sort sort : Sort.values()) {
      List<Row<Span>> found = new ArrayList<>();
      Cursor after = null;
      do {
        Page<Span> page =
            new RowQuestions<Span>()
                .search(
                    snapshot,
                    SearchQuery.newest(TimeRange.ALL, Filter.ALL, 1).sorted(sort).after(after),
                    budget());
        found.addAll(page.rows());
        after = page.next();
      } while (after != null);
      assertThat(found)
          .as(sort.name())
          .containsExactlyInAnyOrder(
              new Row<>(new RowId(0, 1, 0, 0), FIRST),
              new Row<>(new RowId(0, 1, 0, 1), SECOND),
              new Row<>(new RowId(0, 2, 0, 1), CHANGED),
              new Row<>(new RowId(0, 3, 0, 0), THIRD));
    }
  }
}
