package io.midwatch.storage.contract.memory;

import io.midwatch.storage.contract.answer.BestRows;
import io.midwatch.storage.contract.query.Cursor;
import io.midwatch.storage.contract.query.Page;
import io.midwatch.storage.contract.query.Row;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.SearchQuery.Sort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds one page of rows. When sorting by time it skips slices that can hold none better.
 *
 * @param duration sort value of the sorts by duration, null when rows have none
 */
record Search<T>(@Nullable ToLongFunction<T> duration) {

  Page<T> run(Scan<T> scan, Predicate<T> filter, SearchQuery query) {
    BestRows<T> best = new BestRows<>(query);
    for (Slice<T> slice : inOrder(scan.slices(), query.sort())) {
      if (best.isFull() && !mayImprove(slice, best.worst(), query.sort())) {
        break;
      }
      boolean more =
          scan.visit(
              slice,
              (row, time) -> {
                Cursor place = new Cursor(sortValue(row, time, query.sort()), row.id());
                if (best.takes(place) && filter.test(row.item())) {
                  best.add(place, row.item());
                }
              });
      if (!more) {
        break;
      }
    }
    return best.page(Function.identity(), scan.budget());
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

  private static boolean mayImprove(Slice<?> slice, long worst, Sort sort) {
    return switch (sort) {
      case NEWEST_FIRST -> slice.maxTime() >= worst;
      case OLDEST_FIRST -> slice.minTime() <= worst;
      case LONGEST_FIRST, SHORTEST_FIRST -> true;
    };
  }
}
