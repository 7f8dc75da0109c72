package io.midwatch.ui.map;

import io.midwatch.query.operations.DependencyRow;
import io.midwatch.ui.format.Format;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The drawing of some edges: boxes and lines in pixels, callers left of what they call, databases
 * and hosts outside in the last column. Pure.
 *
 * @param boxes in the order of the edges
 * @param lines one for each edge
 */
public record ServiceMap(int width, int height, List<Box> boxes, List<Line> lines) {
  private static final int BOX_WIDTH = 172;
  private static final int BOX_HEIGHT = 40;
  private static final int GAP = 132;
  private static final int PITCH = 56;
  private static final int MARGIN = 8;
  private static final int NAME_WIDTH = BOX_WIDTH - 14;
  private static final double FAILING = 0.01;
  private static final int FEWEST_FAILED = 3;
  private static final Format FORMAT = new Format();

  public ServiceMap {
    boxes = List.copyOf(boxes);
    lines = List.copyOf(lines);
  }

  /**
   * A service, database or host outside.
   *
   * @param type {@code service}, {@code database} or {@code third party}
   * @param label its name, cut to the width of the box
   * @param note its type, and how many neighbours are not drawn
   */
  public record Box(
      int x, int y, String name, String type, String label, String note, boolean focus) {
    public int width() {
      return BOX_WIDTH;
    }

    public int height() {
      return BOX_HEIGHT;
    }
  }

  /**
   * An edge.
   *
   * @param path from the right of the caller to the left of the called, SVG path data
   * @param arrow the head, SVG path data
   * @param css colour, width and dashes
   * @param label calls per minute and the failed share, empty where there is no room for it
   * @param anchor of the label: {@code start} or {@code end}
   * @param title both ends and the figures in words
   */
  public record Line(
      String path,
      String arrow,
      String css,
      String label,
      int labelX,
      int labelY,
      String anchor,
      String title) {}

  /** Whether so many failures of so many requests are worth a colour. */
  static boolean failing(DependencyRow edge) {
    return edge.failed() >= FEWEST_FAILED && edge.failed() >= FAILING * edge.requests();
  }

  /**
   * Draws edges.
   *
   * @param all edges there are, from which hidden neighbours are counted
   * @param focus the service the map is about, null for none
   * @param minutes length of the window
   */
  static ServiceMap of(
      List<DependencyRow> edges, List<DependencyRow> all, @Nullable String focus, double minutes) {
    Map<MapPart, Integer> parts = new LinkedHashMap<>();
    BitSet last = new BitSet();
    List<int[]> pairs = new ArrayList<>();
    List<DependencyRow> drawn = new ArrayList<>();
    for (DependencyRow edge : edges) {
      int from = place(parts, MapPart.caller(edge));
      int to = place(parts, MapPart.called(edge));
      last.set(to, !MapPart.called(edge).isService());
      if (from != to) {
        pairs.add(new int[] {from, to});
        drawn.add(edge);
      }
    }
    LayeredLayout.Placed placed = LayeredLayout.of(parts.size(), pairs, last);
    int rows = placed.columns().stream().mapToInt(List::size).max().orElse(0);
    Map<Integer, int[]> spots = spots(placed, rows);
    List<Box> boxes = new ArrayList<>();
    parts.forEach((part, i) -> boxes.add(box(part, spot(spots, i), edges, all, focus)));
    List<Line> lines = new ArrayList<>();
    BitSet labelled = new BitSet();
    for (int i = 0; i < drawn.size(); i++) {
      List<int[]> way = placed.ways().get(i).stream().map(at -> spot(spots, at)).toList();
      boolean back = placed.ways().get(i).getFirst() != pairs.get(i)[0];
      lines.add(line(drawn.get(i), way, back, pairs.get(i), focus, labelled, minutes));
    }
    int columns = placed.columns().size();
    return new ServiceMap(
        2 * MARGIN + columns * BOX_WIDTH + Math.max(0, columns - 1) * GAP,
        2 * MARGIN + rows * PITCH - (PITCH - BOX_HEIGHT),
        boxes,
        lines);
  }

  private static int place(Map<MapPart, Integer> parts, MapPart part) {
    Integer known = parts.putIfAbsent(part, parts.size());
    return known == null ? parts.size() - 1 : known;
  }

  /** Upper left corners; columns are centred. */
  private static Map<Integer, int[]> spots(LayeredLayout.Placed placed, int rows) {
    Map<Integer, int[]> spots = new LinkedHashMap<>();
    for (int column = 0; column < placed.columns().size(); column++) {
      List<Integer> nodes = placed.columns().get(column);
      int top = MARGIN + (rows - nodes.size()) * PITCH / 2;
      for (int i = 0; i < nodes.size(); i++) {
        spots.put(nodes.get(i), new int[] {MARGIN + column * (BOX_WIDTH + GAP), top + i * PITCH});
      }
    }
    return spots;
  }

  private static int[] spot(Map<Integer, int[]> spots, int place) {
    return spots.getOrDefault(place, new int[] {MARGIN, MARGIN});
  }

  private static Box box(
      MapPart part,
      int[] spot,
      List<DependencyRow> edges,
      List<DependencyRow> all,
      @Nullable String focus) {
    long callers = count(part, all, false) - count(part, edges, false);
    long called = count(part, all, true) - count(part, edges, true);
    StringBuilder note = new StringBuilder(part.type());
    if (callers > 0) {
      note.append(" · +").append(FORMAT.counted(callers, "caller", "callers"));
    }
    if (called > 0) {
      note.append(callers > 0 ? ", calls +" : " · calls +").append(called);
    }
    String name = part.name();
    return new Box(
        spot[0],
        spot[1],
        name,
        part.type(),
        BoxName.of(name, NAME_WIDTH),
        note.toString(),
        part.isService() && name.equals(focus));
  }

  private static long count(MapPart part, List<DependencyRow> edges, boolean calls) {
    return edges.stream()
        .filter(edge -> part.equals(calls ? MapPart.caller(edge) : MapPart.called(edge)))
        .count();
  }

  private static Line line(
      DependencyRow edge,
      List<int[]> way,
      boolean back,
      int[] pair,
      @Nullable String focus,
      BitSet labelled,
      double minutes) {
    StringBuilder path = new StringBuilder();
    int[] from = way.getFirst();
    path.append("M").append(from[0] + BOX_WIDTH).append(' ').append(middle(from));
    for (int i = 1; i < way.size(); i++) {
      int[] to = way.get(i);
      int left = way.get(i - 1)[0] + BOX_WIDTH;
      int half = (left + to[0]) / 2;
      path.append(
          String.format(
              Locale.ROOT,
              "C%d %d %d %d %d %d",
              half,
              middle(way.get(i - 1)),
              half,
              middle(to),
              to[0],
              middle(to)));
      if (i < way.size() - 1) {
        path.append("H").append(to[0] + BOX_WIDTH);
      }
    }
    int[] to = way.getLast();
    String arrow =
        back
            ? "M" + (from[0] + BOX_WIDTH) + " " + middle(from) + "l7 -4v8z"
            : "M" + to[0] + " " + middle(to) + "l-7 -4v8z";
    boolean fails = failing(edge);
    String figures =
        FORMAT.ratePerMinute(edge.requests() / (minutes * 60))
            + (edge.failed() > 0 ? " · " + FORMAT.percent(edge.failed(), edge.requests()) : "");
    // At the end whose boxes are alone with this line: beside the neighbour of the focus.
    boolean atCaller = edge.server().equals(focus) && MapPart.called(edge).isService();
    int labelledEnd = pair[atCaller ? 0 : 1];
    boolean room = (focus != null || fails) && !labelled.get(labelledEnd);
    labelled.set(labelledEnd, room || labelled.get(labelledEnd));
    boolean left = atCaller != back;
    int[] beside = left ? from : to;
    int[] other = left ? way.get(1) : way.get(way.size() - 2);
    return new Line(
        path.toString(),
        arrow,
        (fails ? "fails" : "fine")
            + (edge.kind().equals("message") ? " message" : "")
            + (edge.requests() >= 10 * minutes ? " busy" : ""),
        room ? figures : "",
        left ? beside[0] + BOX_WIDTH + 10 : beside[0] - 10,
        // On the side the line does not come from.
        middle(beside) + (middle(other) < middle(beside) ? 14 : -5),
        left ? "start" : "end",
        edge.client() + " → " + edge.server() + ": " + figures + (fails ? " failing" : ""));
  }

  private static int middle(int[] spot) {
    return spot[1] + BOX_HEIGHT / 2;
  }
}
