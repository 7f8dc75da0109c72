package io.midwatch.storage.columnar.oracle;

import io.midwatch.storage.contract.query.Cursor;
import io.midwatch.storage.contract.query.Page;
import io.midwatch.storage.contract.query.Row;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.SearchQuery.Sort;
import java.util.ArrayList;
import java.util.List;

/**
 * Walks the pages of a search forwards, then back to the first. A span that was stored twice is
 * found once, under its first row.
 */
record SearchCheck<T>(Duel<T> duel) {
  private static final int PAGES = 3;

  void check(SearchQuery query) {
    List<Integer> expected =
        duel.tables.list(
            "SELECT s.row_no FROM spans s WHERE "
                + duel.sql.where(query.range(), query.scope(), query.filter())
                + order(query.sort())
                + " LIMIT "
                + (PAGES * query.limit() + 1),
            line -> line.getInt(1));
    List<Page<T>> pages = new ArrayList<>();
    Cursor after = null;
    for (int i = 0; i < PAGES; i++) {
      Page<T> page = duel.store.search(query.after(after));
      int from = Math.min(expected.size(), i * query.limit());
      int to = Math.min(expected.size(), from + query.limit());
      duel.same("page " + i, expected.subList(from, to), rows(page.rows()));
      duel.same("page follows " + i, to < expected.size(), page.next() != null);
      duel.same("complete", true, page.completeness().complete());
      page.items().forEach(this::checkContent);
      pages.add(page);
      after = page.next();
      if (after == null) {
        break;
      }
    }
    for (int i = pages.size() - 1; i > 0; i--) {
      SearchQuery back = query.sorted(opposite(query.sort())).after(pages.get(i).previous());
      List<Row<T>> found = duel.store.search(back).rows().reversed();
      duel.same("page back to " + (i - 1), pages.get(i - 1).rows(), found);
    }
  }

  private void checkContent(T found) {
    duel.same("content", duel.sent.item(duel.sent.row(found)), found);
  }

  private List<Integer> rows(List<Row<T>> rows) {
    return rows.stream().map(row -> duel.sent.row(row.item())).toList();
  }

  private static String order(Sort sort) {
    return switch (sort) {
      case NEWEST_FIRST -> " ORDER BY s.start_time DESC, s.row_no DESC";
      case OLDEST_FIRST -> " ORDER BY s.start_time, s.row_no";
      case LONGEST_FIRST -> " ORDER BY s.duration DESC, s.row_no DESC";
      case SHORTEST_FIRST -> " ORDER BY s.duration, s.row_no";
    };
  }

  private static Sort opposite(Sort sort) {
    return switch (sort) {
      case NEWEST_FIRST -> Sort.OLDEST_FIRST;
      case OLDEST_FIRST -> Sort.NEWEST_FIRST;
      case LONGEST_FIRST -> Sort.SHORTEST_FIRST;
      case SHORTEST_FIRST -> Sort.LONGEST_FIRST;
    };
  }
}
