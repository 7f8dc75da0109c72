package io.midwatch.storage.columnar.query;

import io.midwatch.model.Span;
import io.midwatch.model.TraceId;
import io.midwatch.storage.columnar.table.Numbers;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.contract.answer.Budget;
import io.midwatch.storage.contract.answer.Condition;
import io.midwatch.storage.contract.answer.TraceSummaries;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.query.TraceAnswer;
import io.midwatch.storage.contract.query.TracePlace;
import io.midwatch.storage.contract.query.TraceQuery;
import io.midwatch.storage.contract.query.TraceSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/*
 * A trace stands where its earliest matching span starts. Blocks are looked at in the order of the
 * answer. Newest first: when no row of the blocks that are left starts after T, a trace that stands after T
 * has been seen whole: had it a matching span in those blocks, it would stand there. So the page is
 * full when enough traces stand after T; whether one does is looked up by its id, for a trace that
 * was seen after T may go on before it. Oldest first: when every row of the blocks that are left
 * starts at T or later, the place of a trace that stands before T is known; that it is found, too,
 * when there is one predicate. That is tried after 1, 2, 4 ... blocks.
 *
 * From a place on, with one predicate, only rows on the page's side of it are looked at: those on the
 * other side are of other pages and may be too many to keep. Oldest first, a trace seen there may
 * stand before the place, by rows that were not looked at; its own rows tell.
 */
/** Finds one page of traces. One use; not thread-safe. */
final class TraceSearch {
  private static final int MOST_PREDICATES = 64;

  private final Scan<Span> scan;
  private final TraceQuery query;
  private final Budget budget;
  private final List<Condition> predicates;
  private final Condition any;
  private final BiFunction<TraceId, Span, @Nullable TraceSummary> summary;
  private final long all;
  private final boolean newestFirst;
  private final Comparator<TracePlace> order;
  private final @Nullable TracePlace after;

  /** Where matching spans count; what is looked at may be less. */
  private final TimeRange asked;

  private final TimeRange range;
  private final int mostCandidates;
  private final Map<TraceId, Seen> candidates = new HashMap<>();
  private final Map<TraceId, Match> looked = new HashMap<>();
  private final Map<Part<Span>, Opened> opened = new IdentityHashMap<>();
  private final int[] every = BlockScan.everyPosition();

  /** What was seen of a trace so far. */
  private static final class Seen {
    private long predicates;
    private long earliest = Long.MAX_VALUE;
  }

  /**
   * What a trace is by its rows.
   *
   * @param first the earliest span that matches the first predicate
   */
  private record Match(TracePlace place, @Nullable PartRow<Span> first) {}

  /**
   * @param edge no row of this block and of those that follow it lies beyond it
   */
  private record Block(Part<Span> part, int number, long edge) {}

  /**
   * @param visible rows the scope shows
   */
  private record Opened(
      PartView<Span> view, BlockScan<Span> rows, RowTest visible, List<RowTest> tests) {}

  /**
   * @param mostCandidates traces kept while the page is looked for
   * @param summary sums a trace up, given the earliest span that matched the first predicate; null
   *     when the trace has gone
   * @throws IllegalArgumentException when there are too many predicates
   */
  TraceSearch(
      Scan<Span> scan,
      TraceQuery query,
      int mostCandidates,
      BiFunction<TraceId, Span, @Nullable TraceSummary> summary) {
    int count = query.spanPredicates().size();
    if (count > MOST_PREDICATES) {
      throw new IllegalArgumentException("more than " + MOST_PREDICATES + " span predicates");
    }
    this.query = query;
    this.budget = scan.budget();
    this.predicates = query.spanPredicates().stream().map(Condition::of).toList();
    this.any = new Condition.One(predicates);
    this.summary = summary;
    this.all = -1L >>> (MOST_PREDICATES - count);
    this.newestFirst = query.order() == TraceQuery.Order.NEWEST_FIRST;
    this.order = TracePlace.order(query);
    this.after = query.after() == null ? null : TracePlace.parse(query.after());
    this.asked = scan.range();
    this.range = pageSide();
    this.mostCandidates = mostCandidates;
    this.scan = new Scan<>(scan.snapshot(), range, scan.visible(), budget);
  }

  /** Where traces of the page have matching spans: of one predicate, those from their place on. */
  private TimeRange pageSide() {
    if (after == null || predicates.size() > 1) {
      return asked;
    }
    long from = asked.fromUnixNano();
    long to = asked.toUnixNano();
    long place = Math.clamp(after.start(), from, to - 1);
    boolean beyond = newestFirst ? after.start() >= to : after.start() < from;
    if (beyond) {
      return asked;
    }
    return newestFirst ? new TimeRange(from, place + 1) : new TimeRange(place, to);
  }

  TraceAnswer run() {
    List<Block> blocks = blocks();
    int tryAfter = 1;
    for (int i = 0; i < blocks.size(); i++) {
      if (!look(blocks.get(i))) {
        break;
      }
      if (i + 1 == tryAfter && i + 1 < blocks.size()) {
        tryAfter *= 2;
        List<Match> standing = standing(blocks.get(i + 1));
        if (standing.size() > query.limit()) {
          TraceAnswer page = page(standing);
          if (page.next() != null) {
            return page;
          }
        }
      }
    }
    return page(standing(null));
  }

  private List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    for (Part<Span> part : scan.snapshot().parts()) {
      Numbers times = part.times();
      for (int i = 0; i < part.table().blocks(); i++) {
        if (times.max(i) >= range.fromUnixNano() && times.min(i) < range.toUnixNano()) {
          blocks.add(new Block(part, i, newestFirst ? times.max(i) : times.min(i)));
        }
      }
    }
    Comparator<Block> byEdge = Comparator.comparingLong(Block::edge);
    blocks.sort(newestFirst ? byEdge.reversed() : byEdge);
    return blocks;
  }

  private Opened open(Part<Span> part) {
    PartView<Span> view = new PartView<>(part);
    TestBinder<Span> binder = new TestBinder<>(view);
    return new Opened(
        view,
        scan.open(view, any, every),
        binder.bind(scan.visible()),
        predicates.stream().map(binder::bind).toList());
  }

  private boolean look(Block block) {
    Opened part = opened.computeIfAbsent(block.part, this::open);
    long[] matched = new long[predicates.size() == 1 ? 0 : Table.BLOCK_ROWS];
    int[] passed = new int[matched.length];
    return part.rows.visit(
        block.number,
        RowTest.EVERY,
        (number, positions, count) -> {
          for (int i = 0; matched.length > 0 && i < part.tests.size(); i++) {
            int hits = part.tests.get(i).select(number, positions, count, passed);
            for (int hit = 0; hit < hits; hit++) {
              matched[passed[hit]] |= 1L << i;
            }
          }
          long[] starts = part.view.times().read(number, positions, count);
          TracePart spans = spans(block.part);
          for (int i = 0; i < count; i++) {
            int position = positions[i];
            see(
                spans.traceId(number * Table.BLOCK_ROWS + position),
                starts[position],
                matched.length == 0 ? 1 : matched[position]);
          }
        });
  }

  static TracePart spans(Part<Span> part) {
    if (part instanceof TracePart spans) {
      return spans;
    }
    throw new IllegalArgumentException("a part of spans that knows no traces: " + part);
  }

  private void see(TraceId traceId, long start, long matched) {
    Seen seen = candidates.get(traceId);
    if (seen == null) {
      if (candidates.size() == mostCandidates) {
        budget.incomplete("more than " + mostCandidates + " traces match");
        return;
      }
      seen = new Seen();
      candidates.put(traceId, seen);
    }
    seen.predicates |= matched;
    seen.earliest = Math.min(seen.earliest, start);
  }

  /**
   * Traces of this page or later ones whose place is known, in order.
   *
   * @param rest the first of the blocks not seen yet, null when all were
   */
  private List<Match> standing(@Nullable Block rest) {
    List<Match> found = new ArrayList<>();
    candidates.forEach((traceId, seen) -> {
      TracePlace place = new TracePlace(seen.earliest, traceId);
      boolean follows = after == null || order.compare(place, after) > 0;
      if (follows && seen.predicates == all && (rest == null || isBefore(seen, rest))) {
        found.add(new Match(place, null));
      }
    });
    found.sort(Comparator.comparing(Match::place, order));
    if (rest == null || found.size() <= query.limit() || !newestFirst && isWhole()) {
      return found;
    }
    List<Match> standing = new ArrayList<>();
    for (Match seen : found) {
      if (standing.size() > query.limit() || !budget.goOn()) {
        break;
      }
      Match match = lookUp(seen.place.traceId());
      if (match.place.start() == seen.place.start()) {
        standing.add(match);
      }
    }
    return standing;
  }

  /** Whether all rows of the range are looked at, not only those on the page's side of a place. */
  private boolean isWhole() {
    return range.equals(asked);
  }

  /** Whether a trace is not of this page, but of those before, by rows that were not looked at. */
  private boolean isOfPagesBefore(Match match) {
    return !isWhole() && after != null && order.compare(match.place, after) <= 0;
  }

  /** Whether a trace stands before all that a block and those after it may hold. */
  private boolean isBefore(Seen seen, Block rest) {
    return newestFirst
        ? seen.earliest > rest.edge
        : predicates.size() == 1 && seen.earliest < rest.edge;
  }

  private TraceAnswer page(List<Match> ordered) {
    List<TraceSummary> page = new ArrayList<>();
    String first = null;
    String last = null;
    for (Match each : ordered) {
      Match match = lookUp(each.place.traceId());
      PartRow<Span> row = match.first;
      TraceSummary found =
          row == null || isOfPagesBefore(match)
              ? null
              : summary.apply(each.place.traceId(), row.item());
      if (found != null && TraceSummaries.rightDuration(query, found)) {
        if (page.size() == query.limit()) {
          return new TraceAnswer(page, last, first, budget.completeness());
        }
        page.add(found);
        last = each.place.text();
        first = first == null ? last : first;
      }
      if (!budget.goOn()) {
        break;
      }
    }
    return new TraceAnswer(page, null, first, budget.completeness());
  }

  /** Reads where a trace stands, by its own rows. */
  private Match lookUp(TraceId traceId) {
    return looked.computeIfAbsent(traceId, this::read);
  }

  private Match read(TraceId traceId) {
    long earliest = Long.MAX_VALUE;
    long firstStart = Long.MAX_VALUE;
    PartRow<Span> first = null;
    int[] position = new int[1];
    for (Part<Span> part : scan.snapshot().parts()) {
      TracePart spans = spans(part);
      int[] rows = spans.mayHold(traceId) ? spans.rowsOf(traceId) : new int[0];
      for (int row : rows) {
        long start = spans.times().at(row);
        if (!asked.contains(start)) {
          continue;
        }
        Opened open = opened.computeIfAbsent(part, this::open);
        long matched = matched(open, row, position);
        earliest = matched != 0 ? Math.min(earliest, start) : earliest;
        if ((matched & 1) != 0 && (first == null || start < firstStart)) {
          // Parts are in the order of ids, rows too: of equal starts the first stays.
          firstStart = start;
          first = new PartRow<>(part, row);
        }
      }
    }
    return new Match(new TracePlace(earliest, traceId), first);
  }

  /** Which predicates a row matches; 0 when the scope hides it. */
  private static long matched(Opened part, int row, int[] position) {
    int block = row / Table.BLOCK_ROWS;
    position[0] = row % Table.BLOCK_ROWS;
    if (part.visible.select(block, position, 1, position) == 0) {
      return 0;
    }
    long matched = 0;
    for (int i = 0; i < part.tests.size(); i++) {
      position[0] = row % Table.BLOCK_ROWS;
      matched |= (long) part.tests.get(i).select(block, position, 1, position) << i;
    }
    return matched;
  }
}
