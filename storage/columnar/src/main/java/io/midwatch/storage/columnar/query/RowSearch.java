package io.midwatch.storage.columnar.query;

import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.storage.columnar.table.Numbers;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.contract.answer.BestRows;
import io.midwatch.storage.contract.answer.Condition;
import io.midwatch.storage.contract.query.Cursor;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Page;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.SearchQuery.Sort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds one page of rows. Blocks come in the order of the best row they may hold, and the search
 * ends when no block that is left can hold a better one. One use; not thread-safe.
 */
final class RowSearch<T> {
  private final Scan<T> scan;
  private final SearchQuery query;
  private final Condition filter;
  private final Duplicates<T> duplicates;
  private final BestRows<PartRow<T>> best;
  private final Map<Part<T>, Opened<T>> opened = new IdentityHashMap<>();
  private final int[] every = BlockScan.everyPosition();

  /** A block and the least and greatest sort value its rows may have. */
  private record Block<T>(Part<T> part, int number, long min, long max) {}

  private record Opened<T>(PartView<T> view, BlockScan<T> rows, BlockColumn.Longs values) {}

  RowSearch(Scan<T> scan, SearchQuery query) {
    this.scan = scan;
    this.query = query;
    this.filter = Condition.of(query.filter());
    this.duplicates = new Duplicates<>(scan.snapshot());
    this.best = new BestRows<>(query);
  }

  Page<T> run() {
    for (Block<T> block : blocks()) {
      if (best.isFull() && !mayImprove(block)) {
        break;
      }
      if (!look(block)) {
        break;
      }
    }
    return best.page(PartRow::item, scan.budget());
  }

  private boolean isAscending() {
    return query.sort() == Sort.OLDEST_FIRST || query.sort() == Sort.SHORTEST_FIRST;
  }

  private boolean isByTime() {
    return query.sort() == Sort.NEWEST_FIRST || query.sort() == Sort.OLDEST_FIRST;
  }

  private List<Block<T>> blocks() {
    List<Block<T>> blocks = new ArrayList<>();
    for (Part<T> part : scan.snapshot().parts()) {
      Numbers times = part.times();
      Numbers values = isByTime() ? times : durations(part);
      for (int i = 0; i < part.table().blocks(); i++) {
        if (times.max(i) >= scan.range().fromUnixNano()
            && times.min(i) < scan.range().toUnixNano()) {
          add(blocks, new Block<>(part, i, values.min(i), values.max(i)));
        }
      }
    }
    blocks.sort(
        isAscending()
            ? Comparator.comparingLong(Block::min)
            : Comparator.<Block<T>>comparingLong(Block::max).reversed());
    return blocks;
  }

  /** Leaves out blocks whose rows all come before the page. */
  private void add(List<Block<T>> blocks, Block<T> block) {
    Cursor after = query.after();
    boolean mayFollow =
        after == null
            || (isAscending() ? block.max >= after.sortValue() : block.min <= after.sortValue());
    if (mayFollow) {
      blocks.add(block);
    }
  }

  private Numbers durations(Part<T> part) {
    if (part.column(Field.of(CanonicalField.DURATION))
        instanceof PartColumn.ByNumber(Numbers all)) {
      return all;
    }
    throw new IllegalArgumentException("only spans are sorted by duration");
  }

  private boolean mayImprove(Block<T> block) {
    return isAscending() ? block.min <= best.worst() : block.max >= best.worst();
  }

  private boolean look(Block<T> block) {
    Opened<T> part = opened.computeIfAbsent(block.part, this::open);
    return part.rows.visit(
        block.number,
        (number, positions, count, passed) ->
            mayFollow(part.values, number, positions, count, passed),
        (number, positions, count) -> take(part, number, positions, count));
  }

  private Opened<T> open(Part<T> part) {
    PartView<T> view = new PartView<>(part);
    BlockColumn.Longs values =
        isByTime() ? view.times() : new BlockColumn.Longs(durations(part), part.table());
    return new Opened<>(view, scan.open(view, filter, every), values);
  }

  /** Drops rows that are no better than those found, before any filter is asked. */
  private int mayFollow(
      BlockColumn.Longs values, int block, int[] positions, int count, int[] passed) {
    Cursor after = query.after();
    if (after == null && !best.isFull()) {
      return RowTest.EVERY.select(block, positions, count, passed);
    }
    long low = Long.MIN_VALUE;
    long high = Long.MAX_VALUE;
    if (isAscending()) {
      low = after == null ? low : after.sortValue();
      high = best.isFull() ? best.worst() : high;
    } else {
      high = after == null ? high : after.sortValue();
      low = best.isFull() ? best.worst() : low;
    }
    long[] numbers = values.read(block, positions, count);
    int kept = 0;
    for (int i = 0; i < count; i++) {
      long number = numbers[positions[i]];
      passed[kept] = positions[i];
      kept += number >= low && number <= high ? 1 : 0;
    }
    return kept;
  }

  private void take(Opened<T> part, int block, int[] positions, int count) {
    long[] numbers = part.values.read(block, positions, count);
    int base = block * Table.BLOCK_ROWS;
    for (int i = 0; i < count; i++) {
      // From the end at which better rows mostly are.
      int position = positions[isAscending() ? i : count - 1 - i];
      long number = numbers[position];
      if (best.isFull() && (isAscending() ? number > best.worst() : number < best.worst())) {
        continue;
      }
      PartRow<T> row = new PartRow<>(part.view.part(), base + position);
      Cursor place = new Cursor(number, row.id());
      if (best.takes(place) && !duplicates.isRepeated(row, place.row())) {
        best.add(place, row);
      }
    }
  }
}
