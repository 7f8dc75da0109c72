package io.midwatch.query.traces;

import io.midwatch.model.Span;
import io.midwatch.model.SpanId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Puts the spans of one trace into a tree. Pure. Spans whose parent is missing become roots marked
 * as orphans; a cycle of parents is cut where it is met first; of spans with one id, children
 * belong to the earliest.
 */
final class TraceAssembler {
  private static final Comparator<Span> BY_START =
      Comparator.comparingLong(Span::startTimeUnixNano)
          .thenComparing(Comparator.comparingLong(Span::endTimeUnixNano).reversed())
          .thenComparing(Span::spanId);

  private final Function<Span, String> service;
  private final Predicate<Span> failed;

  TraceAssembler(Function<Span, String> service, Predicate<Span> failed) {
    this.service = service;
    this.failed = failed;
  }

  /** Nodes depth first, siblings by start. */
  List<TraceNode> assemble(List<Span> spans) {
    List<Span> sorted = spans.stream().sorted(BY_START).toList();
    Map<SpanId, Integer> byId = new HashMap<>();
    for (int i = 0; i < sorted.size(); i++) {
      byId.putIfAbsent(sorted.get(i).spanId(), i);
    }
    int[] tops = IntStream.range(0, sorted.size()).toArray();
    List<List<Integer>> children = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++) {
      children.add(new ArrayList<>());
    }
    List<Integer> roots = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++) {
      SpanId parentId = sorted.get(i).parentSpanId();
      Integer parent = parentId == null ? null : byId.get(parentId);
      if (parent == null || top(tops, parent) == i) {
        roots.add(i);
      } else {
        tops[i] = parent;
        children.get(parent).add(i);
      }
    }
    return nodes(sorted, children, roots);
  }

  /**
   * Where following parents from {@code from} ends: at itself, or at one whose parent is not set.
   * Ways are halved as they are walked, so that a chain of any length is put together in time that
   * hardly grows faster than it.
   */
  private static int top(int[] tops, int from) {
    int at = from;
    while (tops[at] != at) {
      tops[at] = tops[tops[at]];
      at = tops[at];
    }
    return at;
  }

  private List<TraceNode> nodes(
      List<Span> sorted, List<List<Integer>> children, List<Integer> roots) {
    Set<Integer> critical = new HashSet<>();
    roots.stream()
        .max(Comparator.comparingLong(root -> sorted.get(root).endTimeUnixNano()))
        .ifPresent(root -> markCritical(sorted, children, root, critical));
    List<TraceNode> nodes = new ArrayList<>();
    // Depth first with an explicit stack: traces may be deeper than the thread's stack.
    record Visit(int span, int depth, int parent) {}
    List<Visit> stack = new ArrayList<>();
    roots.reversed().forEach(root -> stack.add(new Visit(root, 0, -1)));
    Set<Integer> seen = new HashSet<>();
    while (!stack.isEmpty()) {
      Visit visit = stack.removeLast();
      if (!seen.add(visit.span())) {
        continue;
      }
      Span span = sorted.get(visit.span());
      List<Span> below = children.get(visit.span()).stream().map(sorted::get).toList();
      int index = nodes.size();
      nodes.add(
          new TraceNode(
              span,
              visit.depth(),
              visit.parent(),
              selfNanos(span, below),
              service.apply(span),
              visit.parent() < 0 && span.parentSpanId() != null,
              failed.test(span),
              critical.contains(visit.span()),
              0));
      for (Integer child : children.get(visit.span()).reversed()) {
        stack.add(new Visit(child, visit.depth() + 1, index));
      }
    }
    return withDescendants(nodes);
  }

  /**
   * Marks what decided when the trace ended: from the end of a span back in time, the child that
   * ended last before, then from the start of that child the one that ended last before it. What a
   * parent did not wait for is left out.
   */
  private static void markCritical(
      List<Span> sorted, List<List<Integer>> children, int root, Set<Integer> critical) {
    Comparator<Integer> latestEnd =
        Comparator.comparingLong((Integer child) -> sorted.get(child).endTimeUnixNano()).reversed();
    List<Integer> open = new ArrayList<>(List.of(root));
    while (!open.isEmpty()) {
      int at = open.removeLast();
      if (!critical.add(at)) {
        continue;
      }
      long until = sorted.get(at).endTimeUnixNano();
      for (Integer child : children.get(at).stream().sorted(latestEnd).toList()) {
        if (sorted.get(child).endTimeUnixNano() <= until) {
          open.add(child);
          until = sorted.get(child).startTimeUnixNano();
        }
      }
    }
  }

  /** Children are sorted by start, so one sweep finds the union of their times. */
  private static long selfNanos(Span span, List<Span> children) {
    long covered = 0;
    long until = span.startTimeUnixNano();
    for (Span child : children) {
      long from = Math.max(until, child.startTimeUnixNano());
      long to = Math.min(span.endTimeUnixNano(), child.endTimeUnixNano());
      if (to > from) {
        covered += to - from;
        until = to;
      }
    }
    return span.durationNanos() - covered;
  }

  private static List<TraceNode> withDescendants(List<TraceNode> nodes) {
    int[] below = new int[nodes.size()];
    for (int i = nodes.size() - 1; i >= 0; i--) {
      int parent = nodes.get(i).parentIndex();
      if (parent >= 0) {
        below[parent] += below[i] + 1;
      }
    }
    List<TraceNode> counted = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      TraceNode node = nodes.get(i);
      counted.add(
          new TraceNode(
              node.span(),
              node.depth(),
              node.parentIndex(),
              node.selfNanos(),
              node.service(),
              node.orphan(),
              node.failed(),
              node.critical(),
              below[i]));
    }
    return counted;
  }
}
