package io.midwatch.storage.columnar.rollup;

import io.midwatch.storage.columnar.file.DataCursor;
import io.midwatch.storage.columnar.file.DataSink;
import io.midwatch.storage.contract.rollup.RollupTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The rows of one table and tier in one file: a list of keys and pages of rows, each a section.
 * Pages come slice by slice.
 *
 * @param number of the run in its file, which names its sections
 * @param keys how many keys its list has
 * @param keyBytes length of the list when decompressed
 */
record Run(
    int number, RollupTable table, Tier tier, int keys, int keyBytes, List<PageEntry> pages) {
  Run {
    pages = List.copyOf(pages);
  }

  String keySection() {
    return keySection(number, table, tier);
  }

  String pageSection(int page) {
    return pageSection(number, table, tier, page);
  }

  static String keySection(int number, RollupTable table, Tier tier) {
    return number + " " + table.name() + " " + tier + " keys";
  }

  static String pageSection(int number, RollupTable table, Tier tier, int page) {
    return number + " " + table.name() + " " + tier + " rows " + page;
  }

  long minStart() {
    return pages.stream().mapToLong(PageEntry::minStart).min().orElse(Long.MAX_VALUE);
  }

  /** Start of the last bucket. */
  long maxStart() {
    return pages.stream().mapToLong(PageEntry::maxStart).max().orElse(Long.MIN_VALUE);
  }

  long rows() {
    return pages.stream().mapToLong(PageEntry::rows).sum();
  }

  /** An upper bound of the rows of buckets that start in {@code [from, to)}. */
  long rows(long from, long to) {
    long rows = 0;
    for (PageEntry page : pagesNear(from, to)) {
      rows += page.overlaps(from, to) ? page.rows() : 0;
    }
    return rows;
  }

  boolean overlaps(long from, long to) {
    for (PageEntry page : pagesNear(from, to)) {
      if (page.overlaps(from, to)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The pages of the slices that overlap {@code [from, to)}: no other has a bucket that starts in
   * it. Found by bisection, for this is asked for every bucket that is counted in.
   */
  List<PageEntry> pagesNear(long from, long to) {
    long slice = tier.slice().nanos();
    int first = firstPage(page -> sliceStart(page) + slice > from);
    int end = firstPage(page -> sliceStart(page) >= to);
    return pages.subList(first, Math.max(first, end));
  }

  /** The first page of which it is true, as it is of all behind: pages come slice by slice. */
  private int firstPage(Predicate<PageEntry> test) {
    int low = 0;
    int high = pages.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (test.test(pages.get(middle))) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private long sliceStart(PageEntry page) {
    return tier.slice().floor(page.minStart());
  }

  void write(int tableNumber, DataSink sink) {
    sink.putVarint(tableNumber)
        .putVarint(tier.ordinal())
        .putVarint(keys)
        .putVarint(keyBytes)
        .putVarint(pages.size());
    pages.forEach(page -> page.write(sink));
  }

  static Run read(int number, List<RollupTable> tables, DataCursor cursor) {
    RollupTable table = tables.get(cursor.getCount());
    Tier tier = Tier.values()[cursor.getCount()];
    int keys = cursor.getCount();
    int keyBytes = cursor.getCount();
    int count = cursor.getCount();
    List<PageEntry> pages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pages.add(PageEntry.read(cursor));
    }
    return new Run(number, table, tier, keys, keyBytes, pages);
  }
}
