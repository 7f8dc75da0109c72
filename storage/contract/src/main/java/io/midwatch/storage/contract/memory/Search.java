package io.midwatch.storage.contract.memory;

import io.midwatch.storage.contract.query.Cursor;
import io.midwatch.storage.contract.query.Page;
import io.midwatch.storage.contract.query.Row;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.SearchQuery.Sort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds one page of rows. Keeps the best rows seen so far in a heap of the page's size plus one,
 * and when sorting by time skips slices that can hold none better.
 *
 * @param duration sort value of the sorts by duration, null when rows have none
 */
record Search<T>(@Nullable ToLongFunction<T> duration) {

  private record Found<T>(Cursor place, Row<T> row) {}

  Page<T> run(Scan<T> scan, Predicate<T> filter, SearchQuery query) {
    Comparator<Cursor> order = order(query.sort());
    Comparator<Found<T>> best = Comparator.comparing(Found::place, order);
    PriorityQueue<Found<T>> heap = new PriorityQueue<>(best.reversed());
    int wanted = query.limit() + 1;
    for (Slice<T> slice : inOrder(scan.slices(), query.sort())) {
      if (heap.size() == wanted && !mayImprove(slice, heap.element().place(), query.sort())) {
        break;
      }
      boolean more =
          scan.visit(
              slice,
              (row, time) -> {
                Cursor place = new Cursor(sortValue(row, time, query.sort()), row.id());
                boolean follows = query.after() == null || order.compare(place, query.after()) > 0;
                boolean better =
                    heap.size() < wanted || order.compare(place, heap.element().place()) < 0;
                if (follows && better && filter.test(row.item())) {
                  heap.add(new Found<>(place, row));
                  if (heap.size() > wanted) {
                    heap.remove();
                  }
                }
              });
      if (!more) {
        break;
      }
    }
    return page(heap.stream().sorted(best).toList(), query.limit(), scan.budget());
  }

  private static <T> Page<T> page(List<Found<T>> found, int limit, Budget budget) {
    List<Found<T>> page = found.subList(0, Math.min(limit, found.size()));
    return new Page<>(
        page.stream().map(Found::row).toList(),
        found.size() > limit ? page.getLast().place() : null,
        page.isEmpty() ? null : page.getFirst().place(),
        budget.completeness());
  }

  private long sortValue(Row<T> row, long time, Sort sort) {
    return switch (sort) {
      case NEWEST_FIRST, OLDEST_FIRST -> time;
      case LONGEST_FIRST, SHORTEST_FIRST -> requireDuration().applyAsLong(row.item());
    };
  }

  private ToLongFunction<T> requireDuration() {
    if (duration == null) {
      throw new IllegalArgumentException("only spans are sorted by duration");
    }
    return duration;
  }

  private static Comparator<Cursor> order(Sort sort) {
    Comparator<Cursor> ascending =
        Comparator.comparingLong(Cursor::sortValue).thenComparing(Cursor::row);
    return switch (sort) {
      case OLDEST_FIRST, SHORTEST_FIRST -> ascending;
      case NEWEST_FIRST, LONGEST_FIRST -> ascending.reversed();
    };
  }

  private List<Slice<T>> inOrder(List<Slice<T>> slices, Sort sort) {
    List<Slice<T>> ordered = new ArrayList<>(slices);
    switch (sort) {
      case NEWEST_FIRST ->
          ordered.sort(Comparator.<Slice<T>>comparingLong(Slice::maxTime).reversed());
      case OLDEST_FIRST -> ordered.sort(Comparator.comparingLong(Slice::minTime));
      case LONGEST_FIRST, SHORTEST_FIRST -> requireDuration();
    }
    return ordered;
  }

  private static boolean mayImprove(Slice<?> slice, Cursor worst, Sort sort) {
    return switch (sort) {
      case NEWEST_FIRST -> slice.maxTime() >= worst.sortValue();
      case OLDEST_FIRST -> slice.minTime() <= worst.sortValue();
      case LONGEST_FIRST, SHORTEST_FIRST -> true;
    };
  }
}
