package io.midwatch.ui.trace;

import io.midwatch.query.traces.TraceNode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Reads a trace for the user before it is drawn: equal childless siblings become one row, and of a
 * large trace only what matters is kept. Pure.
 *
 * <pre>
 * nodes  checkout │ SELECT order_line │ SELECT order_line │ … 3,214 times │ POST /charges (failed)
 * rows   checkout │ SELECT order_line × 3,214             │ POST /charges (failed)
 * </pre>
 *
 * @param rows in the order of the tree
 * @param shown spans the rows stand for
 */
record WaterfallRows(List<SpanRow> rows, int shown) {
  private static final int SLOWEST = 50;
  private static final int COLOURS = 6;

  WaterfallRows {
    rows = List.copyOf(rows);
  }

  /**
   * Keeps at most {@code most} rows: the first span and the selected one, then errors and the
   * critical path, the slowest 50 and the rest in the order of the tree, each with the spans above
   * it as far as there is room.
   *
   * @param start of the trace, epoch nanoseconds
   * @param services in order of first appearance, for their colours
   * @param selected position of the selected node, never folded
   */
  static WaterfallRows of(
      List<TraceNode> nodes, long start, List<String> services, int selected, int most) {
    Map<Integer, List<Integer>> groups = SpanFolds.of(nodes, selected).groups();
    BitSet heads = heads(nodes, groups);
    BitSet kept = heads.cardinality() <= most ? heads : kept(nodes, heads, selected, most);
    List<String> coloured = services.subList(0, Math.min(services.size(), COLOURS));
    List<SpanRow> rows = new ArrayList<>();
    int shown = 0;
    for (int i = kept.nextSetBit(0); i >= 0; i = kept.nextSetBit(i + 1)) {
      List<Integer> same = groups.getOrDefault(i, List.of(i));
      SpanRow row = row(nodes, same, start, colour(coloured, nodes.get(i)));
      rows.add(row);
      shown += row.folded();
    }
    return new WaterfallRows(rows, shown);
  }

  /** All nodes but those folded into an earlier one. */
  private static BitSet heads(List<TraceNode> nodes, Map<Integer, List<Integer>> groups) {
    BitSet heads = new BitSet(nodes.size());
    heads.set(0, nodes.size());
    groups.values().forEach(same -> same.subList(1, same.size()).forEach(heads::clear));
    return heads;
  }

  private static BitSet kept(List<TraceNode> nodes, BitSet heads, int selected, int most) {
    BitSet kept = new BitSet(nodes.size());
    kept.set(0);
    int marked = Math.max(1, most - SLOWEST);
    keep(nodes, kept, selected, marked);
    heads.stream()
        .filter(i -> nodes.get(i).failed() || nodes.get(i).critical())
        .limit(marked)
        .forEach(i -> keep(nodes, kept, i, marked));
    heads.stream()
        .boxed()
        .sorted(Comparator.comparingLong(i -> -nodes.get(i).span().durationNanos()))
        .limit(SLOWEST)
        .forEach(i -> keep(nodes, kept, i, most));
    IntStream rest = heads.stream().filter(i -> !kept.get(i));
    int[] candidates = rest.toArray();
    for (int i = 0; i < candidates.length && kept.cardinality() < most; i++) {
      keep(nodes, kept, candidates[i], most);
    }
    return kept;
  }

  /** Keeps a span and what is above it, nearest first, up to so many in all. */
  private static void keep(List<TraceNode> nodes, BitSet kept, int index, int most) {
    int room = most - kept.cardinality();
    for (int i = index; i >= 0 && !kept.get(i) && room > 0; i = nodes.get(i).parentIndex()) {
      kept.set(i);
      room--;
    }
  }

  /** By the place of its service among the first; all later ones share the last colour. */
  private static int colour(List<String> coloured, TraceNode node) {
    int place = coloured.indexOf(node.service());
    return place < 0 ? COLOURS : place + 1;
  }

  private static SpanRow row(List<TraceNode> nodes, List<Integer> same, long start, int colour) {
    TraceNode first = nodes.get(same.getFirst());
    long total = 0;
    long self = 0;
    boolean critical = false;
    long end = first.span().startTimeUnixNano();
    for (int i : same) {
      total += nodes.get(i).span().durationNanos();
      self += nodes.get(i).selfNanos();
      critical |= nodes.get(i).critical();
      end =
          Math.max(
              end, nodes.get(i).span().startTimeUnixNano() + nodes.get(i).span().durationNanos());
    }
    return new SpanRow(
        first.span().spanId().hex(),
        first.depth(),
        first.span().name(),
        first.service(),
        colour,
        first.span().kind().name().toLowerCase(Locale.ROOT),
        first.span().startTimeUnixNano() - start,
        total,
        end - start,
        self,
        first.failed(),
        critical,
        first.orphan(),
        first.descendants(),
        same.size());
  }
}
