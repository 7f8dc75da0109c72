package io.midwatch.storage.columnar.hot;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.columnar.hot.TestRows.Row;
import io.midwatch.storage.columnar.table.Blobs;
import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.columnar.table.Numbers;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.columnar.table.ValueBytes;
import io.midwatch.storage.contract.query.RowId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A hot table answers as a list of maps does. */
class HotTableOracleTest {
  private final HotTable table = new HotTable(TestRows.SCHEMA, 1000);
  private final List<Row> rows = new ArrayList<>();

  private void fill(long seed, int count) {
    Random random = new Random(seed);
    TestRows source = new TestRows(seed);
    for (long batch = 0; rows.size() < count; batch++) {
      long file = 3 + batch / 50;
      long offset = batch % 50 * 80_000_000L;
      table.beginBatch(file << 32 | offset);
      int items = random.nextInt(40);
      for (int item = 0; item < items; item++) {
        Row row = source.write(table, new RowId(0, file, offset, item));
        if (random.nextInt(10) == 0) {
          table.cancelRow();
        } else {
          table.endRow(item);
          rows.add(row);
        }
      }
    }
  }

  @Test
  void answersAsAListOfMapsDoes() {
    fill(42, 2 * Table.BLOCK_ROWS + 100);
    table.publish();
    compare(table.snapshot(), rows);
  }

  @Test
  void answersTheSameArrangedForWriting() {
    fill(45, Table.BLOCK_ROWS + 100);
    table.publish();
    Table arranged = table.snapshot().forWriting();
    compare(arranged, rows);
    for (String key : arranged.attributeKeys()) {
      Coded coded = arranged.attribute(key);
      for (int code = Coded.FIRST; code < coded.codeCount(); code++) {
        assertThat(coded.bytes(code)).isEqualTo(ValueBytes.of(coded.value(code)));
      }
    }
    assertThat(arranged.attribute("never sent")).isSameAs(Coded.NONE);
  }

  @Test
  void aSnapshotDoesNotGrow() {
    fill(43, 3000);
    table.publish();
    Table snapshot = table.snapshot();
    List<Row> published = List.copyOf(rows);
    TestRows more = new TestRows(44);
    table.beginBatch(Long.MAX_VALUE);
    for (int item = 0; item < 9000; item++) {
      more.write(table, new RowId(0, 0, 0, 0));
      table.attributeLong(TestRows.bytes(AttributeValue.of("newer")), item);
      table.endRow(item);
    }
    compare(snapshot, published);
    assertThat(table.snapshot().rows()).isEqualTo(published.size());
    assertThat(table.written().rows()).isEqualTo(published.size() + 9000);
  }

  private static void compare(Table table, List<Row> rows) {
    assertThat(table.rows()).isEqualTo(rows.size());
    compareNumbers(table, table.numbers("start"), rows, Row::start);
    compareNumbers(table, table.numbers("span"), rows, Row::span);
    compareBlobs(table.blobs("rest"), rows);
    for (String column : List.of("name", "trace", "context")) {
      compareCodes(table.coded(column), rows, row -> row.coded().get(column));
    }
    Set<String> keys = new HashSet<>();
    rows.forEach(row -> keys.addAll(row.attributes().keySet()));
    assertThat(table.attributeKeys()).isEqualTo(keys);
    for (String key : keys) {
      compareCodes(table.attribute(key), rows, row -> row.attributes().get(key));
    }
    compareChains(table, rows);
    compareIds(table, rows);
  }

  private static void compareNumbers(
      Table table, Numbers numbers, List<Row> rows, ToLongFunction<Row> expected) {
    long[] read = new long[Table.BLOCK_ROWS];
    for (int row = 0; row < rows.size(); row++) {
      int block = row / Table.BLOCK_ROWS;
      if (row % Table.BLOCK_ROWS == 0) {
        numbers.read(block, read);
      }
      long number = expected.applyAsLong(rows.get(row));
      check(numbers.at(row) == number, row);
      check(read[row % Table.BLOCK_ROWS] == number, row);
      check(numbers.min(block) <= number && number <= numbers.max(block), row);
    }
    assertThat(table.blocks()).isEqualTo((rows.size() - 1) / Table.BLOCK_ROWS + 1);
  }

  private static void compareBlobs(Blobs blobs, List<Row> rows) {
    for (int row = 0; row < rows.size(); row++) {
      check(blobs.at(row).text().equals(rows.get(row).rest()), row);
    }
    assertThat(blobs.any(0)).isTrue();
  }

  private static void compareCodes(
      Coded coded, List<Row> rows, Function<Row, @Nullable AttributeValue> expected) {
    int[] read = new int[Table.BLOCK_ROWS];
    Map<AttributeValue, Integer> codes = new HashMap<>();
    for (int row = 0; row < rows.size(); row++) {
      int block = row / Table.BLOCK_ROWS;
      if (row % Table.BLOCK_ROWS == 0) {
        coded.read(block, read);
      }
      @Nullable AttributeValue value = expected.apply(rows.get(row));
      int code = read[row % Table.BLOCK_ROWS];
      check(coded.codeAt(row) == code && code < coded.codeCount(), row);
      check(Objects.equals(coded.valueAt(row), value), row);
      check((code == Coded.ABSENT) == (value == null), row);
      check(value == null || coded.any(block), row);
      if (code >= Coded.FIRST) {
        check(coded.value(code).equals(value), row);
        check(codes.computeIfAbsent(value, _ -> code) == code, row);
      }
    }
    codes.forEach((value, code) -> check(coded.find(value) == code, code));
    assertThat(coded.find(AttributeValue.of("never sent"))).isEqualTo(Coded.ABSENT);
  }

  private static void compareChains(Table table, List<Row> rows) {
    Map<AttributeValue, List<Integer>> expected = new HashMap<>();
    for (int row = 0; row < rows.size(); row++) {
      AttributeValue trace = rows.get(row).coded().get("trace");
      expected.computeIfAbsent(trace, _ -> new ArrayList<>()).add(row);
    }
    Coded traces = table.coded("trace");
    expected.forEach((trace, with) ->
        assertThat(table.rowsWith("trace", traces.find(trace)))
            .containsExactly(with.toArray(Integer[]::new)));
    assertThat(table.rowsWith("trace", Coded.ABSENT)).isEmpty();
  }

  private static void compareIds(Table table, List<Row> rows) {
    for (int row = 0; row < rows.size(); row += 7) {
      RowId id = rows.get(row).id();
      assertThat(table.id(row)).isEqualTo(id);
      assertThat(table.firstAtLeast(id)).isEqualTo(row);
      RowId after = new RowId(id.writer(), id.file(), id.offset(), id.item() + 1);
      assertThat(table.firstAtLeast(after)).isEqualTo(row + 1);
    }
    assertThat(table.firstAtLeast(new RowId(0, 0, 0, 0))).isZero();
    assertThat(table.firstAtLeast(new RowId(1, 0, 0, 0))).isEqualTo(rows.size());
  }

  /** Cheaper than an assertion, for it runs millions of times. */
  private static void check(boolean asExpected, int row) {
    if (!asExpected) {
      throw new AssertionError("at row or code " + row);
    }
  }
}
