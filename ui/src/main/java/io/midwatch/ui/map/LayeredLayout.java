package io.midwatch.ui.map;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Places the nodes of a directed graph in columns, so that edges lead to the right and seldom
 * cross. Pure; the same graph is always placed the same. For some hundred nodes.
 *
 * <pre>
 * edges  0→1 0→2 1→3 0→3      columns  0 │ 1 2 │ 3     the edge 0→3 goes past column 1 in a place of its own
 * </pre>
 */
/*
 * The steps of Sugiyama, Tagawa and Toda (1981): edges that would close a cycle are turned round
 * (depth first search); a node's column is the longest way to it; an edge over several columns gets
 * a place in each it passes; sweeps to and fro order each column by the mean place of neighbours,
 * and the order with the fewest crossings wins.
 */
final class LayeredLayout {
  private static final int SWEEPS = 16;

  private final int nodes;
  private final List<int[]> edges;
  private final int[] column;
  private final List<List<Integer>> columns = new ArrayList<>();

  /** Of every edge the places it goes through, left to right; real nodes at both ends. */
  private final List<int[]> ways = new ArrayList<>();

  private final List<List<Integer>> left = new ArrayList<>();
  private final List<List<Integer>> right = new ArrayList<>();

  private LayeredLayout(int nodes, List<int[]> edges, BitSet last) {
    this.nodes = nodes;
    this.edges = edges;
    column = columnsOf(turned(), last);
  }

  /**
   * Where everything is.
   *
   * @param columns of nodes and of passing places, each from top to bottom; places from the number
   *     of nodes on are where an edge passes
   * @param ways of every edge, in the order given: its node on the left, the places it passes, its
   *     node on the right; an edge against the order begins at its target
   */
  record Placed(List<List<Integer>> columns, List<List<Integer>> ways) {}

  /**
   * Places nodes 0 to {@code nodes - 1}.
   *
   * @param edges pairs of different nodes
   * @param last nodes that stand in the last column if nothing goes out from them
   */
  static Placed of(int nodes, List<int[]> edges, BitSet last) {
    LayeredLayout layout = new LayeredLayout(nodes, edges, last);
    layout.fill();
    layout.order();
    return new Placed(
        layout.columns.stream().map(List::copyOf).toList(),
        layout.ways.stream().map(way -> Arrays.stream(way).boxed().toList()).toList());
  }

  /** The edges with those turned round that close a cycle. */
  private List<int[]> turned() {
    List<List<Integer>> out = lists(nodes);
    for (int i = 0; i < edges.size(); i++) {
      out.get(edges.get(i)[0]).add(i);
    }
    List<int[]> turned = new ArrayList<>(edges);
    int[] state = new int[nodes];
    int[] next = new int[nodes];
    for (int root : roots()) {
      List<Integer> path = new ArrayList<>();
      if (state[root] == 0) {
        state[root] = 1;
        path.add(root);
      }
      while (!path.isEmpty()) {
        int at = path.getLast();
        if (next[at] == out.get(at).size()) {
          state[at] = 2;
          path.removeLast();
          continue;
        }
        int edge = out.get(at).get(next[at]++);
        int to = edges.get(edge)[1];
        if (state[to] == 1) {
          turned.set(edge, new int[] {to, at});
        } else if (state[to] == 0) {
          state[to] = 1;
          path.add(to);
        }
      }
    }
    return turned;
  }

  /** All nodes, those that nothing leads to first. */
  private List<Integer> roots() {
    BitSet entered = new BitSet();
    edges.forEach(edge -> entered.set(edge[1]));
    List<Integer> roots = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      roots.add(i);
    }
    roots.sort(Comparator.comparing(node -> entered.get(node)));
    return roots;
  }

  /** The longest way to each node; {@link #ways} begin as the turned edges. */
  private int[] columnsOf(List<int[]> turned, BitSet last) {
    int[] found = new int[nodes];
    boolean moved = true;
    // Without cycles no way is longer than there are nodes, so this ends.
    while (moved) {
      moved = false;
      for (int[] edge : turned) {
        if (found[edge[1]] <= found[edge[0]]) {
          found[edge[1]] = found[edge[0]] + 1;
          moved = true;
        }
      }
    }
    BitSet goesOn = new BitSet();
    turned.forEach(edge -> goesOn.set(edge[0]));
    int most = Arrays.stream(found).max().orElse(0);
    for (int node = last.nextSetBit(0); node >= 0; node = last.nextSetBit(node + 1)) {
      found[node] = goesOn.get(node) ? found[node] : most;
    }
    ways.addAll(turned);
    return found;
  }

  private void fill() {
    int most = Arrays.stream(column).max().orElse(0);
    columns.addAll(lists(nodes == 0 ? 0 : most + 1));
    for (int node = 0; node < nodes; node++) {
      columns.get(column[node]).add(node);
    }
    int places = nodes;
    for (int i = 0; i < ways.size(); i++) {
      int from = ways.get(i)[0];
      int to = ways.get(i)[1];
      int[] way = new int[column[to] - column[from] + 1];
      way[0] = from;
      way[way.length - 1] = to;
      for (int step = 1; step < way.length - 1; step++) {
        way[step] = places++;
        columns.get(column[from] + step).add(way[step]);
      }
      ways.set(i, way);
    }
    left.addAll(lists(places));
    right.addAll(lists(places));
    for (int[] way : ways) {
      for (int step = 1; step < way.length; step++) {
        right.get(way[step - 1]).add(way[step]);
        left.get(way[step]).add(way[step - 1]);
      }
    }
  }

  private void order() {
    List<List<Integer>> best = copy();
    long fewest = crossings();
    for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
      boolean rightwards = sweep % 2 == 0;
      for (int i = 1; i < columns.size(); i++) {
        int at = rightwards ? i : columns.size() - 1 - i;
        sort(at, rightwards ? at - 1 : at + 1, rightwards ? left : right);
      }
      long now = crossings();
      if (now < fewest) {
        fewest = now;
        best = copy();
      }
    }
    columns.clear();
    columns.addAll(best);
  }

  private void sort(int at, int nextTo, List<List<Integer>> neighbours) {
    Map<Integer, Integer> places = places(columns.get(nextTo));
    Map<Integer, Integer> own = places(columns.get(at));
    Map<Integer, Double> means = new HashMap<>();
    for (int node : columns.get(at)) {
      means.put(
          node,
          neighbours.get(node).stream()
              .mapToInt(beside -> places.getOrDefault(beside, 0))
              .average()
              .orElse(own.getOrDefault(node, 0)));
    }
    columns.get(at).sort(Comparator.comparingDouble(node -> means.getOrDefault(node, 0.0)));
  }

  private long crossings() {
    long crossings = 0;
    for (int i = 1; i < columns.size(); i++) {
      Map<Integer, Integer> places = places(columns.get(i - 1));
      List<int[]> between = new ArrayList<>();
      List<Integer> here = columns.get(i);
      for (int at = 0; at < here.size(); at++) {
        for (int from : left.get(here.get(at))) {
          between.add(new int[] {places.getOrDefault(from, 0), at});
        }
      }
      for (int a = 0; a < between.size(); a++) {
        for (int b = a + 1; b < between.size(); b++) {
          crossings +=
              (between.get(a)[0] - between.get(b)[0]) * (between.get(a)[1] - between.get(b)[1]) < 0
                  ? 1
                  : 0;
        }
      }
    }
    return crossings;
  }

  private static Map<Integer, Integer> places(List<Integer> column) {
    Map<Integer, Integer> places = new HashMap<>();
    column.forEach(node -> places.put(node, places.size()));
    return places;
  }

  private List<List<Integer>> copy() {
    List<List<Integer>> copy = new ArrayList<>();
    columns.forEach(column -> copy.add(new ArrayList<>(column)));
    return copy;
  }

  private static List<List<Integer>> lists(int size) {
    List<List<Integer>> lists = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      lists.add(new ArrayList<>());
    }
    return lists;
  }
}
