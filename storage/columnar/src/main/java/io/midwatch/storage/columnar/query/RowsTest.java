package io.midwatch.storage.columnar.query;

import io.midwatch.model.TraceId;
import io.midwatch.storage.columnar.table.Table;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Rows that are known beforehand.
 *
 * @param rows ascending
 */
@SuppressWarnings("ArrayRecordComponent") // private to a question, and never compared
record RowsTest(int[] rows) implements RowTest {

  static RowTest of(TraceRows traces, Set<TraceId> ids) {
    int[] rows =
        ids.stream()
            .filter(traces::mayHold)
            .flatMapToInt(id -> IntStream.of(traces.rowsOf(id)))
            .sorted()
            .distinct()
            .toArray();
    return rows.length == 0 ? NONE : new RowsTest(rows);
  }

  @Override
  public int select(int block, int[] positions, int count, int[] passed) {
    int base = block * Table.BLOCK_ROWS;
    int found = Arrays.binarySearch(rows, base);
    int next = found < 0 ? -found - 1 : found;
    int kept = 0;
    for (int i = 0; i < count && next < rows.length; i++) {
      int position = positions[i];
      while (next < rows.length && rows[next] < base + position) {
        next++;
      }
      if (next < rows.length && rows[next] == base + position) {
        passed[kept++] = position;
      }
    }
    return kept;
  }
}
