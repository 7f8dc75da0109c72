package io.midwatch.query.traces;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Two traces laid over each other: spans with the same names and services on the way from the root
 * are one row, however often they ran. Pure.
 *
 * <pre>
 * one      checkout 900 ms │ SELECT order_line × 40 │ POST /charges
 * other    checkout 300 ms │ SELECT order_line      │ INSERT orders
 * rows     checkout │ SELECT order_line 40 : 1 │ POST /charges 1 : 0 │ INSERT orders 0 : 1
 * </pre>
 *
 * @param rows depth first, siblings in the order in which the one trace ran them, then those that
 *     only the other one has
 */
public record TraceComparison(List<Row> rows) {
  public TraceComparison {
    rows = List.copyOf(rows);
  }

  /**
   * Spans of one place in the tree.
   *
   * @param depth 0 for a root
   * @param parent position of the row above, -1 for a root
   */
  public record Row(int depth, int parent, String service, String name, Side one, Side other) {

    /** Time not covered by children that the one trace spent here and the other did not. */
    public long moreSelfNanos() {
      return one.selfNanos() - other.selfNanos();
    }
  }

  /**
   * What one of the traces did at a place.
   *
   * @param spans how often, 0 for not at all
   * @param totalNanos sum of durations
   * @param selfNanos sum of what no child covers
   * @param failed spans that failed
   */
  public record Side(int spans, long totalNanos, long selfNanos, int failed) {
    static final Side NONE = new Side(0, 0, 0, 0);

    Side plus(TraceNode node) {
      return new Side(
          spans + 1,
          totalNanos + node.span().durationNanos(),
          selfNanos + node.selfNanos(),
          failed + (node.failed() ? 1 : 0));
    }
  }

  private record Key(String service, String name, int kind) {}

  /** A place while the traces are laid down; its children in the order in which they came. */
  private static final class Place {
    final int depth;
    final @Nullable Key key;
    final SequencedMap<Key, Place> children = new LinkedHashMap<>();
    Side one = Side.NONE;
    Side other = Side.NONE;

    Place(int depth, @Nullable Key key) {
      this.depth = depth;
      this.key = key;
    }

    Place child(Key of) {
      return children.computeIfAbsent(of, made -> new Place(depth + 1, made));
    }
  }

  /** Compares two traces, each in the order of its tree. */
  public static TraceComparison of(List<TraceNode> one, List<TraceNode> other) {
    Place top = new Place(-1, null);
    List<Place> places = places(top, one);
    for (int i = 0; i < one.size(); i++) {
      places.get(i).one = places.get(i).one.plus(one.get(i));
    }
    List<Place> others = places(top, other);
    for (int i = 0; i < other.size(); i++) {
      others.get(i).other = others.get(i).other.plus(other.get(i));
    }
    return new TraceComparison(rows(top));
  }

  private static List<Place> places(Place top, List<TraceNode> nodes) {
    List<Place> places = new ArrayList<>(nodes.size());
    for (TraceNode node : nodes) {
      Place parent = node.parentIndex() < 0 ? top : places.get(node.parentIndex());
      Key key = new Key(node.service(), node.span().name(), node.span().kindNumber());
      places.add(parent.child(key));
    }
    return places;
  }

  /** Without recursion: a trace may be one chain of 50,000 spans. */
  private static List<Row> rows(Place top) {
    record Next(Place place, int parent) {}
    List<Row> rows = new ArrayList<>();
    Deque<Next> open = new ArrayDeque<>();
    top.children.sequencedValues().reversed().forEach(child -> open.push(new Next(child, -1)));
    while (!open.isEmpty()) {
      Next next = open.pop();
      Place place = next.place();
      Key key = place.key;
      if (key != null) {
        rows.add(
            new Row(place.depth, next.parent(), key.service(), key.name(), place.one, place.other));
      }
      int at = rows.size() - 1;
      place.children.sequencedValues().reversed().forEach(child -> open.push(new Next(child, at)));
    }
    return rows;
  }
}
