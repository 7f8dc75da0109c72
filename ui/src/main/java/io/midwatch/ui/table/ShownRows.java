package io.midwatch.ui.table;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The rows of a list that a page shows.
 *
 * @param rows those that match, in the order asked for, at most as many as asked for
 * @param matching rows that match
 * @param total rows there are
 * @param sort the order asked for, empty for the page's own
 */
public record ShownRows<T>(List<T> rows, int matching, int total, String sort, String q) {
  public ShownRows {
    rows = List.copyOf(rows);
  }

  /**
   * Searches, orders and cuts.
   *
   * @param all in the page's own order
   * @param names the text of a row that is searched
   * @param orders by what the URL calls them; an unknown one is the page's own
   */
  public static <T> ShownRows<T> of(
      List<T> all, ListForm form, Function<T, String> names, Map<String, Comparator<T>> orders) {
    List<T> matching = matching(all, form, names, orders);
    return new ShownRows<>(
        matching.subList(0, Math.min(form.limit(), matching.size())),
        matching.size(),
        all.size(),
        form.sort() != null && orders.containsKey(form.sort()) ? form.sort() : "",
        form.q() == null ? "" : form.q());
  }

  /** All rows that match, in the order asked for: what a CSV file holds. */
  public static <T> List<T> matching(
      List<T> all, ListForm form, Function<T, String> names, Map<String, Comparator<T>> orders) {
    Comparator<T> order = form.sort() == null ? null : orders.get(form.sort());
    List<T> matching = all.stream().filter(row -> form.matches(names.apply(row))).toList();
    return order == null ? matching : matching.stream().sorted(order).toList();
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Whether rows that match are not shown. */
  public boolean cut() {
    return rows.size() < matching;
  }

  /** How many to ask for to see more. */
  public int more() {
    return rows.size() + ListForm.FIRST;
  }
}
