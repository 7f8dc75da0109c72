package io.midwatch.query.traces;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.Resource;
import io.midwatch.model.Span;
import io.midwatch.model.SpanKind;
import io.midwatch.storage.testkit.fixture.Spans;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TraceAssemblerTest {
  private final TraceAssembler assembler =
      new TraceAssembler(span -> "service", span -> span.status().isError());

  @Test
  void ordersDepthFirstAndSiblingsByStart() {
    List<TraceNode> nodes =
        assembler.assemble(
            List.of(
                span(4, 2, 15, 18), span(1, 0, 0, 100), span(3, 1, 40, 60), span(2, 1, 10, 30)));

    assertThat(nodes)
        .extracting(node -> node.span().spanId().value())
        .containsExactly(1L, 2L, 4L, 3L);
    assertThat(nodes).extracting(TraceNode::depth).containsExactly(0, 1, 2, 1);
    assertThat(nodes).extracting(TraceNode::parentIndex).containsExactly(-1, 0, 1, 0);
    assertThat(nodes).extracting(TraceNode::descendants).containsExactly(3, 1, 0, 0);
  }

  @Test
  void selfTimeIsWhatNoChildCoversCountingOverlapsOnce() {
    List<TraceNode> nodes =
        assembler.assemble(
            List.of(
                span(1, 0, 0, 100), span(2, 1, 10, 30), span(3, 1, 20, 40), span(4, 1, 90, 150)));

    assertThat(nodes.getFirst().selfNanos()).isEqualTo(100 - 30 - 10);
  }

  @Test
  void spanWithoutItsParentIsAnOrphanRoot() {
    List<TraceNode> nodes = assembler.assemble(List.of(span(2, 1, 10, 30), span(3, 2, 12, 20)));

    assertThat(nodes).extracting(TraceNode::orphan).containsExactly(true, false);
    assertThat(nodes).extracting(TraceNode::depth).containsExactly(0, 1);
  }

  @Test
  void cyclesAreCutAndNothingIsLost() {
    List<TraceNode> nodes =
        assembler.assemble(
            List.of(span(1, 3, 0, 9), span(2, 1, 1, 8), span(3, 2, 2, 7), span(4, 4, 3, 4)));

    assertThat(nodes)
        .extracting(node -> node.span().spanId().value())
        .containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
  }

  @Test
  void everyCycleIsCutOnceWhateverItsOrder() {
    Random random = new Random(3);
    for (int round = 0; round < 300; round++) {
      int size = 1 + random.nextInt(12);
      long[] parents = new long[size + 1];
      List<Span> spans = new ArrayList<>();
      for (int id = 1; id <= size; id++) {
        parents[id] = random.nextInt(size + 1);
        spans.add(span(id, parents[id], random.nextInt(5), 9));
      }

      List<TraceNode> nodes = assembler.assemble(spans);

      assertThat(nodes).hasSize(size);
      assertThat(nodes.stream().filter(node -> node.parentIndex() < 0).count())
          .as("roots of %s", Arrays.toString(parents))
          .isEqualTo(ends(parents));
    }
  }

  /** Roots and cycles, told by following every span far enough. */
  private static long ends(long[] parents) {
    Set<Long> ends = new HashSet<>();
    for (int id = 1; id < parents.length; id++) {
      long at = id;
      for (int i = 0; i < parents.length && parents[(int) at] > 0; i++) {
        at = parents[(int) at];
      }
      long least = at;
      for (long on = parents[(int) at]; on > 0 && on != at; on = parents[(int) on]) {
        least = Math.min(least, on);
      }
      ends.add(least);
    }
    return ends.size();
  }

  @Test
  void aLongChainCostsNoMoreThanItsLength() {
    List<Span> chain = new ArrayList<>();
    for (int i = 1; i <= 200_000; i++) {
      chain.add(span(i, i - 1, i, 400_000 - i));
    }
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    long start = clock.getCurrentThreadCpuTime();

    assertThat(assembler.assemble(chain)).hasSize(200_000);

    assertThat(Duration.ofNanos(clock.getCurrentThreadCpuTime() - start))
        .isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void twoSpansOfOneIdAreBothShown() {
    List<TraceNode> nodes =
        assembler.assemble(List.of(span(1, 0, 0, 9), span(2, 1, 1, 3), span(2, 1, 4, 6)));

    assertThat(nodes).hasSize(3);
  }

  @Test
  void criticalPathFollowsTheChildThatEndedLast() {
    List<TraceNode> nodes =
        assembler.assemble(
            List.of(span(1, 0, 0, 100), span(2, 1, 5, 40), span(3, 1, 30, 90), span(4, 3, 31, 80)));

    assertThat(nodes.stream().filter(TraceNode::critical))
        .extracting(node -> node.span().spanId().value())
        .containsExactly(1L, 3L, 4L);
  }

  @Test
  void criticalPathGoesBackThroughWhatRanOneAfterAnother() {
    List<TraceNode> nodes =
        assembler.assemble(
            List.of(
                span(1, 0, 0, 100),
                span(2, 1, 5, 60), // long, and waited for
                span(5, 2, 6, 50),
                span(3, 1, 20, 90), // overlaps the last one, so it decided nothing
                span(4, 1, 95, 99),
                span(7, 1, 70, 94),
                span(6, 1, 96, 120))); // goes on after its parent

    assertThat(nodes.stream().filter(TraceNode::critical))
        .extracting(node -> node.span().spanId().value())
        .containsExactly(1L, 2L, 5L, 7L, 4L);
  }

  @Test
  void deepTracesNeedNoDeepStack() {
    List<Span> chain = new ArrayList<>();
    for (int i = 1; i <= 50_000; i++) {
      chain.add(span(i, i - 1, i, 200_000 - i));
    }
    Collections.shuffle(chain, new Random(7));

    List<TraceNode> nodes = assembler.assemble(chain);

    assertThat(nodes).hasSize(50_000);
    assertThat(nodes.getLast().depth()).isEqualTo(49_999);
    assertThat(nodes.getFirst().descendants()).isEqualTo(49_999);
  }

  private static Span span(long id, long parent, long start, long end) {
    return Spans.number(id)
        .trace(2)
        .childOf(parent)
        .named("span " + id)
        .kind(SpanKind.INTERNAL)
        .startingAt(start)
        .lasting(end - start)
        .from(Resource.EMPTY)
        .build();
  }
}
