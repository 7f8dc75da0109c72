package io.midwatch.storage.columnar.segment;

import io.midwatch.storage.columnar.file.DataCursor;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.query.RowId;
import java.util.Arrays;

/** Ids as {@link RowIdEncoder} wrote them, in memory. Thread-safe. */
final class SegmentRowIds {
  /** Per run; {@code firstRows} has one more, the number of rows. */
  private final int[] firstRows;

  private final RowId[] firstIds;
  private final int[] steps;

  SegmentRowIds(DataCursor cursor, int rows) {
    int runs = cursor.getCount();
    if (runs > rows) {
      throw new StoreException(cursor.origin() + ": " + runs + " runs of " + rows + " rows");
    }
    firstRows = new int[runs + 1];
    firstIds = new RowId[runs];
    steps = new int[runs];
    long file = 0;
    long offset = 0;
    for (int i = 0; i < runs; i++) {
      firstRows[i + 1] = firstRows[i] + cursor.getCount();
      int writer = (int) cursor.getVarint();
      file += cursor.getSigned();
      offset += cursor.getSigned();
      firstIds[i] = new RowId(writer, file, offset, (int) cursor.getSigned());
      steps[i] = (int) cursor.getSigned();
    }
    if (firstRows[runs] != rows) {
      throw new StoreException(cursor.origin() + ": ids of " + firstRows[runs] + " of " + rows);
    }
  }

  RowId at(int row) {
    int found = Arrays.binarySearch(firstRows, row);
    int run = found >= 0 ? found : -found - 2;
    RowId first = firstIds[run];
    int item = first.item() + steps[run] * (row - firstRows[run]);
    return new RowId(first.writer(), first.file(), first.offset(), item);
  }

  int firstAtLeast(RowId id) {
    int low = 0;
    int high = firstRows[firstRows.length - 1];
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (at(middle).compareTo(id) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
