package io.midwatch.ui.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.Resource;
import io.midwatch.model.Span;
import io.midwatch.model.SpanId;
import io.midwatch.query.traces.TraceNode;
import io.midwatch.storage.testkit.fixture.Spans;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaterfallRowsTest {
  private static final List<String> SERVICES = List.of("shop", "payments");

  @Test
  void foldsEqualSiblingsAndCountsThem() {
    List<TraceNode> nodes = new ArrayList<>();
    nodes.add(node(0, 0, -1, "checkout", false, 3214));
    for (int i = 1; i <= 3214; i++) {
      nodes.add(node(i, 1, 0, "SELECT", false, 0));
    }

    WaterfallRows rows = WaterfallRows.of(nodes, 0, SERVICES, 0, 400);

    assertThat(rows.rows()).hasSize(2);
    assertThat(rows.rows().get(1).folded()).isEqualTo(3214);
    assertThat(rows.rows().get(1).durationNanos()).isEqualTo(3214L * 10);
    assertThat(rows.shown()).isEqualTo(3215);
  }

  @Test
  void fewFailedOrSelectedSiblingsStayThemselves() {
    List<TraceNode> nodes = new ArrayList<>();
    nodes.add(node(0, 0, -1, "checkout", false, 8));
    for (int i = 1; i <= 4; i++) {
      nodes.add(node(i, 1, 0, "few", false, 0));
    }
    for (int i = 5; i <= 11; i++) {
      nodes.add(node(i, 1, 0, "many", i == 6, 0));
    }

    WaterfallRows rows = WaterfallRows.of(nodes, 0, SERVICES, 7, 400);

    assertThat(rows.rows())
        .extracting(SpanRow::name)
        .containsOnlyOnceElementsOf(List.of("checkout"));
    assertThat(rows.rows().stream().filter(row -> row.name().equals("few"))).hasSize(4);
    assertThat(rows.rows().stream().filter(SpanRow::failed)).hasSize(1);
    assertThat(rows.rows())
        .filteredOn(row -> row.folded() > 1)
        .singleElement()
        .satisfies(row -> assertThat(row.folded()).isEqualTo(5));
    assertThat(rows.rows())
        .anyMatch(row -> row.spanId().equals(new SpanId(8).hex()) && row.folded() == 1);
  }

  @Test
  void largeTraceKeepsErrorsWithTheirAncestors() {
    List<TraceNode> nodes = new ArrayList<>();
    nodes.add(node(0, 0, -1, "root", false, 5000));
    for (int i = 1; i <= 4998; i++) {
      nodes.add(node(i, 1, 0, "span " + i, false, 0));
    }
    nodes.add(node(4999, 1, 0, "parent", false, 1));
    nodes.add(node(5000, 2, 4999, "cause", true, 0));

    WaterfallRows rows = WaterfallRows.of(nodes, 0, SERVICES, 5000, 400);

    assertThat(rows.rows()).hasSize(400);
    assertThat(rows.rows()).extracting(SpanRow::name).contains("root", "parent", "cause");
    assertThat(rows.shown()).isEqualTo(400);
  }

  @Test
  void failureBelowAChainOfThousandsKeepsTheSpansNearestToIt() {
    List<TraceNode> nodes = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      nodes.add(node(i, i, i - 1, "level " + i, i == 4999, 4999 - i));
    }

    WaterfallRows rows = WaterfallRows.of(nodes, 0, SERVICES, 4999, 100);

    assertThat(rows.rows()).hasSize(100);
    assertThat(rows.rows())
        .extracting(SpanRow::name)
        .contains("level 0", "level 4998", "level 4999");
  }

  @Test
  void aHundredFailuresLeaveRoomForTheSlowest() {
    List<TraceNode> nodes = new ArrayList<>();
    nodes.add(node(0, 0, -1, "root", false, 1000));
    for (int i = 1; i <= 999; i++) {
      nodes.add(node(i, 1, 0, "failed " + i, true, 0));
    }
    nodes.add(node(1000, 1, 0, "slow", false, 0, 99));

    WaterfallRows rows = WaterfallRows.of(nodes, 0, SERVICES, 1, 100);

    assertThat(rows.rows()).hasSize(100).extracting(SpanRow::name).contains("slow");
  }

  @Test
  void indentStopsAtTwelveLevels() {
    List<TraceNode> nodes = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      nodes.add(node(i, i, i - 1, "level " + i, false, 119 - i));
    }

    List<SpanRow> rows = WaterfallRows.of(nodes, 0, SERVICES, 0, 400).rows();

    assertThat(rows).hasSize(120);
    assertThat(rows.get(3).indent()).isEqualTo("i3");
    assertThat(rows.getLast().indent()).isEqualTo("i12");
  }

  private static TraceNode node(
      int index, int depth, int parent, String name, boolean failed, int below) {
    return node(index, depth, parent, name, failed, below, 10);
  }

  private static TraceNode node(
      int index, int depth, int parent, String name, boolean failed, int below, long nanos) {
    Span span =
        Spans.number(index + 1)
            .trace(1)
            .childOf(parent + 1)
            .named(name)
            .kindNumber(1)
            .startingAt(index)
            .lasting(nanos)
            .from(Resource.EMPTY)
            .build();
    return new TraceNode(span, depth, parent, 10, "shop", false, failed, false, below);
  }
}
