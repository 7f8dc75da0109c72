package io.midwatch.query.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.midwatch.model.Resource;
import io.midwatch.model.Span;
import io.midwatch.model.SpanKind;
import io.midwatch.model.SpanStatus;
import io.midwatch.storage.testkit.fixture.Spans;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceComparisonTest {
  private final TraceAssembler assembler =
      new TraceAssembler(span -> "shop", span -> span.status().isError());

  @Test
  void spansOfOnePlaceAreOneRowHoweverOftenTheyRan() {
    List<TraceNode> slow =
        tree(
            span(1, 0, "checkout", 0, 900),
            span(2, 1, "SELECT", 10, 110),
            span(3, 1, "SELECT", 120, 220),
            span(4, 1, "SELECT", 230, 330),
            failed(5, 1, "charge", 400, 800));
    List<TraceNode> usual =
        tree(
            span(1, 0, "checkout", 0, 300),
            span(2, 1, "SELECT", 10, 110),
            span(3, 1, "INSERT", 120, 220));

    List<TraceComparison.Row> rows = TraceComparison.of(slow, usual).rows();

    assertThat(rows)
        .containsExactly(
            row(0, -1, "checkout", side(1, 900, 200, 0), side(1, 300, 100, 0)),
            row(1, 0, "SELECT", side(3, 300, 300, 0), side(1, 100, 100, 0)),
            row(1, 0, "charge", side(1, 400, 400, 1), TraceComparison.Side.NONE),
            row(1, 0, "INSERT", TraceComparison.Side.NONE, side(1, 100, 100, 0)));
    assertThat(rows)
        .extracting(TraceComparison.Row::moreSelfNanos)
        .containsExactly(100L, 200L, 400L, -100L);
  }

  @Test
  void theSameNameElsewhereInTheTreeIsAnotherRow() {
    List<TraceNode> nodes =
        tree(
            span(1, 0, "checkout", 0, 900),
            span(2, 1, "SELECT", 10, 110),
            span(3, 1, "reserve", 120, 500),
            span(4, 3, "SELECT", 130, 230));

    assertThat(TraceComparison.of(nodes, nodes).rows())
        .extracting(
            TraceComparison.Row::name, TraceComparison.Row::depth, TraceComparison.Row::parent)
        .containsExactly(
            tuple("checkout", 0, -1),
            tuple("SELECT", 1, 0),
            tuple("reserve", 1, 0),
            tuple("SELECT", 2, 2));
    assertThat(TraceComparison.of(nodes, nodes).rows())
        .allMatch(row -> row.moreSelfNanos() == 0 && row.one().equals(row.other()));
  }

  @Test
  void whatIsSpentIsWhatTheTracesSpent() {
    List<TraceNode> slow = tree(span(1, 0, "a", 0, 90), span(2, 1, "b", 10, 50));
    List<TraceNode> usual = tree(span(7, 0, "a", 0, 40), span(8, 7, "c", 5, 10));

    long more =
        TraceComparison.of(slow, usual).rows().stream()
            .mapToLong(TraceComparison.Row::moreSelfNanos)
            .sum();

    assertThat(more).isEqualTo(90 - 40);
  }

  @Test
  void aChainOf50000SpansIsCompared() {
    List<Span> chain = new ArrayList<>();
    for (int i = 1; i <= 50_000; i++) {
      chain.add(span(i, i - 1, "step", i, 200_000 - i));
    }

    assertThat(TraceComparison.of(assembler.assemble(chain), List.of()).rows()).hasSize(50_000);
  }

  private static TraceComparison.Row row(
      int depth, int parent, String name, TraceComparison.Side one, TraceComparison.Side other) {
    return new TraceComparison.Row(depth, parent, "shop", name, one, other);
  }

  private static TraceComparison.Side side(int spans, long total, long self, int failed) {
    return new TraceComparison.Side(spans, total, self, failed);
  }

  private List<TraceNode> tree(Span... spans) {
    return assembler.assemble(List.of(spans));
  }

  private static Span span(long id, long parent, String name, long start, long end) {
    return span(id, parent, name, start, end, SpanStatus.UNSET);
  }

  private static Span failed(long id, long parent, String name, long start, long end) {
    return span(id, parent, name, start, end, SpanStatus.error("no answer"));
  }

  private static Span span(
      long id, long parent, String name, long start, long end, SpanStatus status) {
    return Spans.number(id)
        .trace(2)
        .childOf(parent)
        .named(name)
        .kind(SpanKind.INTERNAL)
        .startingAt(start)
        .lasting(end - start)
        .status(status)
        .from(Resource.EMPTY)
        .build();
  }
}
