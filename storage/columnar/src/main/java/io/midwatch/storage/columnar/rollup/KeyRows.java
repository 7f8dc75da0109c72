package io.midwatch.storage.columnar.rollup;

import io.midwatch.storage.columnar.file.DataCursor;
import io.midwatch.storage.contract.answer.rollup.RollupCounts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongFunction;

/**
 * The rows a run has of one slice, a key at a time and each page once. Not thread-safe.
 *
 * <pre>
 * while (rows.next()) { rows.key(); rows.copyTo(…) or rows.mergeInto(…) }
 * </pre>
 */
final class KeyRows {
  private final RollupFile file;
  private final Run run;
  private final int[] places;
  private final List<Integer> pages;
  private final RowCodec codec;
  private final long sliceStart;
  private DataCursor page = new DataCursor(new byte[0], "");
  private int nextPage;

  // Of the key at hand.
  private int key;
  private int rows;
  private int from;
  private int end;
  private long first;
  private long last;

  private KeyRows(RollupFile file, Run run, int[] places, List<Integer> pages, long sliceStart) {
    this.file = file;
    this.run = run;
    this.places = places;
    this.pages = pages;
    this.codec = new RowCodec(run.table());
    this.sliceStart = sliceStart;
  }

  /**
   * The rows of a slice; more than one list of them when pages have the same keys.
   *
   * @param places what the run's keys are called by {@link #key()}, ascending
   * @param from start of buckets; pages that have none in {@code [from, to)} are left out
   */
  static List<KeyRows> of(
      RollupFile file, Run run, int[] places, long sliceStart, long from, long to) {
    List<Integer> inSlice = new ArrayList<>();
    for (int page = 0; page < run.pages().size(); page++) {
      PageEntry entry = run.pages().get(page);
      if (entry.overlaps(from, to) && run.tier().slice().floor(entry.minStart()) == sliceStart) {
        inSlice.add(page);
      }
    }
    inSlice.sort(Comparator.comparingInt(page -> run.pages().get(page).firstKey()));
    List<KeyRows> all = new ArrayList<>();
    for (int page : inSlice) {
      KeyRows open = null;
      for (KeyRows each : all) {
        int lastKey = run.pages().get(each.pages.getLast()).lastKey();
        open = lastKey < run.pages().get(page).firstKey() ? each : open;
      }
      if (open == null) {
        open = new KeyRows(file, run, places, new ArrayList<>(), sliceStart);
        all.add(open);
      }
      open.pages.add(page);
    }
    return all;
  }

  /** Goes to the next key; false when there is none. */
  boolean next() {
    while (page.remaining() == 0) {
      if (nextPage == pages.size()) {
        return false;
      }
      page = file.page(run, pages.get(nextPage++));
    }
    key = places[page.getCount()];
    rows = page.getCount();
    int bytes = page.getCount();
    from = page.position();
    end = from + bytes;
    long width = run.tier().width().nanos();
    first = sliceStart + page.getVarint() * width;
    last = first;
    for (int row = 1; row < rows; row++) {
      codec.skip(page);
      last += page.getVarint() * width;
    }
    page.at(from).skip(bytes);
    return true;
  }

  /** Its place in the list of all. */
  int key() {
    return key;
  }

  /** Whether all rows of the key are of buckets that start in {@code [from, to)}. */
  boolean areWithin(long from, long to) {
    return first >= from && last < to;
  }

  /** Hands the key's rows over as they are. */
  void copyTo(RollupFileWriter.RunWriter into) {
    into.rows(key, rows, first, last, page.at(from).getBytes(end - from));
  }

  /** Adds the key's rows of buckets that start in {@code [from, to)} to the figures of those. */
  void mergeInto(LongFunction<RollupCounts> figures, long from, long to) {
    page.at(this.from);
    long start = sliceStart;
    for (int row = 0; row < rows; row++) {
      start += page.getVarint() * run.tier().width().nanos();
      if (start >= from && start < to) {
        codec.mergeInto(figures.apply(start), page);
      } else {
        codec.skip(page);
      }
    }
  }
}
