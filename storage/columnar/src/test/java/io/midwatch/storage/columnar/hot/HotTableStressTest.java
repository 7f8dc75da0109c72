package io.midwatch.storage.columnar.hot;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.columnar.table.Numbers;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.columnar.table.ValueBytes;
import io.midwatch.storage.contract.write.ByteSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * One thread appends while others read: every value follows from its row, so a reader knows what
 * each published row must hold. Tables are filled one after the other, for their arrays grow most
 * while they are small.
 */
class HotTableStressTest {
  private static final int READERS = 3;
  private static final int ROWS = 60_000;
  private static final int SNAPSHOTS = 10;
  private static final long LEAST_NANOS = 1_500_000_000L;
  private static final long MOST_NANOS = 60_000_000_000L;
  private static final ByteSlice GROUP = ByteSlice.ofUtf8("group");
  private static final ByteSlice[] SPARSE = new ByteSlice[300];

  static {
    for (int i = 0; i < SPARSE.length; i++) {
      SPARSE[i] = ByteSlice.ofUtf8("sparse" + i);
    }
  }

  private final AtomicReference<HotTable> current =
      new AtomicReference<>(new HotTable(TestRows.SCHEMA, ROWS));
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final AtomicIntegerArray snapshots = new AtomicIntegerArray(READERS);

  @Test
  void publishedRowsAreWholeAndStay() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(READERS)) {
      List<Future<?>> readers = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        int reader = i;
        readers.add(threads.submit(() -> read(reader)));
      }
      try {
        long start = System.nanoTime();
        while (goesOn(System.nanoTime() - start) && readers.stream().noneMatch(Future::isDone)) {
          fill(current.get(), System.nanoTime() + LEAST_NANOS);
          current.set(new HotTable(TestRows.SCHEMA, ROWS));
        }
      } finally {
        stopped.set(true);
      }
      for (Future<?> reader : readers) {
        reader.get();
      }
    }
    for (int i = 0; i < READERS; i++) {
      assertThat(snapshots.get(i)).as("snapshots of reader %d", i).isGreaterThan(SNAPSHOTS);
    }
  }

  /** On a busy machine a reader needs longer to read enough. */
  private boolean goesOn(long nanos) {
    boolean enough =
        IntStream.range(0, READERS).allMatch(reader -> snapshots.get(reader) > SNAPSHOTS);
    return nanos < LEAST_NANOS || (!enough && nanos < MOST_NANOS);
  }

  private static void fill(HotTable table, long end) {
    ValueBytes.Builder value = new ValueBytes.Builder();
    ByteSlice none = new ByteSlice();
    for (int row = 0; row < ROWS && System.nanoTime() < end; row++) {
      if (row % 10 == 0) {
        table.beginBatch(row);
      }
      if (row % 7 == 0) {
        write(table, value, none, row + 1);
        table.cancelRow();
      }
      write(table, value, none, row);
      table.endRow(row % 10);
      if (row % 3 == 0) {
        table.publish();
      }
    }
  }

  private static void write(HotTable table, ValueBytes.Builder value, ByteSlice none, int row) {
    table.number(TestRows.START, row * 3L);
    value.integer(none, row / 5);
    table.coded(TestRows.TRACE, value.value());
    value.startArray(none);
    value.integer(none, row);
    value.end();
    table.attribute(SPARSE[row % SPARSE.length], value.value());
    table.attributeLong(GROUP, row % 1000);
    table.blob(TestRows.REST, ByteSlice.ofUtf8("rest" + row));
  }

  private void read(int number) {
    HotTable seen = current.get();
    int before = 0;
    Reader reader = new Reader();
    while (!stopped.get()) {
      HotTable table = current.get();
      before = table == seen ? before : 0;
      seen = table;
      Table snapshot = table.snapshot();
      assertThat(snapshot.rows()).isGreaterThanOrEqualTo(before);
      if (snapshot.rows() > before) {
        before = snapshot.rows();
        reader.check(snapshot);
        snapshots.incrementAndGet(number);
      }
    }
  }

  /** Checks the last block of a snapshot, and single rows of all blocks. */
  private static final class Reader {
    private final long[] numbers = new long[Table.BLOCK_ROWS];
    private final int[] codes = new int[Table.BLOCK_ROWS];
    private int step;

    void check(Table rows) {
      int block = rows.blocks() - 1;
      int first = block * Table.BLOCK_ROWS;
      Numbers starts = rows.numbers("start");
      starts.read(block, numbers);
      Coded groups = rows.attribute("group");
      groups.read(block, codes);
      for (int i = 0; i < rows.rowsOf(block); i++) {
        int row = first + i;
        check(numbers[i] == row * 3L, row);
        check(codes[i] >= Coded.FIRST && codes[i] < groups.codeCount(), row);
        check(groups.value(codes[i]).equals(AttributeValue.of((long) row % 1000)), row);
        check(starts.min(block) <= numbers[i] && numbers[i] <= starts.max(block), row);
      }
      checkRow(rows, rows.rows() - 1);
      for (int i = 0; i < 20; i++) {
        step = (step * 31 + 17) & 0xffffff;
        checkRow(rows, step % rows.rows());
      }
    }

    private static void checkRow(Table rows, int row) {
      Coded sparse = rows.attribute("sparse" + row % SPARSE.length);
      AttributeValue value = AttributeValue.of(List.of(AttributeValue.of((long) row)));
      check(value.equals(sparse.valueAt(row)), row);
      check(sparse.find(value) == sparse.codeAt(row), row);
      check(rows.blobs("rest").at(row).text().equals("rest" + row), row);
      check(rows.id(row).offset() == row / 10 * 10 && rows.id(row).item() == row % 10, row);
      check(rows.firstAtLeast(rows.id(row)) == row, row);
      Coded traces = rows.coded("trace");
      int[] same = rows.rowsWith("trace", traces.find(AttributeValue.of((long) row / 5)));
      int firstSame = row / 5 * 5;
      check(same.length == Math.min(5, rows.rows() - firstSame) && same[0] == firstSame, row);
    }

    private static void check(boolean asExpected, int row) {
      if (!asExpected) {
        throw new AssertionError("row " + row);
      }
    }
  }
}
