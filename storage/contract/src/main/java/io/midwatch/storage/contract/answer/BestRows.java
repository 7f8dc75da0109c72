package io.midwatch.storage.contract.answer;

import io.midwatch.storage.contract.query.Cursor;
import io.midwatch.storage.contract.query.Page;
import io.midwatch.storage.contract.query.Row;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.SearchQuery.Sort;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Function;

/**
 * The best rows of a search seen so far: those of one page and one more, which tells whether a page
 * follows. Not thread-safe.
 *
 * @param <R> where a row is found again
 */
public final class BestRows<R> {
  private final SearchQuery query;
  private final Comparator<Cursor> order;
  private final Comparator<Found<R>> best;
  private final PriorityQueue<Found<R>> heap;
  private final int wanted;

  private record Found<R>(Cursor place, R row) {}

  public BestRows(SearchQuery query) {
    this.query = query;
    this.order = order(query.sort());
    this.best = Comparator.comparing(Found::place, order);
    this.heap = new PriorityQueue<>(best.reversed());
    this.wanted = query.limit() + 1;
  }

  private static Comparator<Cursor> order(Sort sort) {
    Comparator<Cursor> ascending =
        Comparator.comparingLong(Cursor::sortValue).thenComparing(Cursor::row);
    return switch (sort) {
      case OLDEST_FIRST, SHORTEST_FIRST -> ascending;
      case NEWEST_FIRST, LONGEST_FIRST -> ascending.reversed();
    };
  }

  /** Whether a row at this place belongs to the rows wanted, as far as is known. */
  public boolean takes(Cursor place) {
    boolean follows = query.after() == null || order.compare(place, query.after()) > 0;
    return follows && (!isFull() || order.compare(place, heap.element().place()) < 0);
  }

  /** Adds a row whose place it {@link #takes}. */
  public void add(Cursor place, R row) {
    heap.add(new Found<>(place, row));
    if (heap.size() > wanted) {
      heap.remove();
    }
  }

  /** As many rows as wanted are here; others must be better than {@link #worst()}. */
  public boolean isFull() {
    return heap.size() == wanted;
  }

  /** Sort value of the last of the rows. */
  public long worst() {
    return heap.element().place().sortValue();
  }

  public <T> Page<T> page(Function<R, T> item, Budget budget) {
    List<Found<R>> found = heap.stream().sorted(best).toList();
    List<Found<R>> page = found.subList(0, Math.min(query.limit(), found.size()));
    return new Page<>(
        page.stream().map(each -> new Row<>(each.place().row(), item.apply(each.row()))).toList(),
        found.size() > query.limit() ? page.getLast().place() : null,
        page.isEmpty() ? null : page.getFirst().place(),
        budget.completeness());
  }
}
