package io.midwatch.storage.columnar.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.Signal;
import io.midwatch.storage.columnar.table.Numbers;
import io.midwatch.storage.columnar.table.TableSchema;
import io.midwatch.storage.columnar.table.TableSchema.Column;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NumberEncodingTest {
  private static final long NOW = 1_763_776_800_000_000_000L;
  private static final int ROWS = 8192;

  private final Random random = new Random(4);

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 8, 31, 32, 33, 56, 57, 58, 63, 64})
  void readsNumbersOfEveryWidth(int bits) {
    long mask = bits == 64 ? -1 : (1L << bits) - 1;
    assertReadsBack(row -> NOW + (random.nextLong() & mask));
  }

  @Test
  void readsAStartOfZeroBesideCurrentOnes() {
    assertReadsBack(row -> row == 77 ? 0 : NOW + random.nextInt());
  }

  @Test
  void readsTheWholeRange() {
    assertReadsBack(row -> row % 2 == 0 ? Long.MIN_VALUE : Long.MAX_VALUE);
    assertReadsBack(row -> row % 3 == 0 ? Long.MIN_VALUE : row % 3 == 1 ? Long.MAX_VALUE : 0);
  }

  @Test
  void storesMicrosecondsWithoutTheirZeros() {
    long nanos = assertReadsBack(row -> NOW + random.nextInt(1 << 30));
    long micros = assertReadsBack(row -> NOW + random.nextInt(1 << 20) * 1000L);
    assertThat(micros).isLessThan(nanos * 3 / 4);
  }

  @Test
  void storesSteadyTimesInHardlyAnyRoom() {
    assertThat(assertReadsBack(row -> NOW + row * 15_000_000_000L)).isLessThan(1200);
  }

  @Test
  void doesNotWidenARowForTheSakeOfFew() {
    assertThat(
            assertReadsBack(
                row -> row % 100 == 0 ? random.nextLong() >>> 2 : random.nextInt(1 << 10)))
        .isLessThan(ROWS * 3L);
  }

  @Test
  void givesAnAbsentNumberABit() {
    long found =
        assertReadsBack(row -> row % 64 < 40 || row == ROWS - 1 ? random.nextLong() | 1 : 0);
    assertThat(found).isLessThan(ROWS * 52L / 10);
    assertReadsBack(row -> row == 4711 ? Long.MIN_VALUE : row == 4712 ? Long.MAX_VALUE : 0);
  }

  @Test
  void stepsBackOfAFewDoNotWidenTheRest() {
    long[] time = {NOW};
    long found =
        assertReadsBack(
            row -> time[0] = row % 300 == 299 ? NOW + row : time[0] + random.nextInt(1 << 30));
    assertThat(found).isLessThan(ROWS * 39L / 10);
  }

  @Test
  void scalesStepsBesideThoseBack() {
    long[] time = {NOW};
    long found =
        assertReadsBack(row ->
            time[0] =
                row % 300 == 299 ? NOW + 7 * row : time[0] + 1_000_000L * random.nextInt(1 << 10));
    assertThat(found).isLessThan(ROWS * 2L);
  }

  @Test
  void readsStepsOfAnyWidthAndDirection() {
    for (int i = 0; i < 200; i++) {
      int width = 1 + random.nextInt(64);
      int back = 1 + random.nextInt(400);
      long[] number = {random.nextLong()};
      assertReadsBack(row ->
          number[0] += random.nextInt(back) == 0 ? random.nextLong() : random.nextLong() >>> width);
    }
  }

  /** Returns the bytes the column takes. */
  private long assertReadsBack(IntToLongFunction each) {
    TableSchema schema = new TableSchema(Signal.LOGS, "n", List.of(Column.numbers("n")));
    ArrayTable table = new ArrayTable(schema, ArrayTable.ids(ROWS, ROWS));
    long[] expected = new long[ROWS];
    Arrays.setAll(expected, each);
    table.numbers.put("n", expected);
    Path path = directory.resolve("n-" + random.nextLong() + ".seg");
    SegmentWriter.write(table, path, SegmentWriter.SEAL_LEVEL, 1);
    try (SegmentTable segment = SegmentTable.open(path, new ChunkCache(1 << 20))) {
      Numbers found = segment.numbers("n");
      long[] block = new long[ROWS];
      found.read(0, block);
      assertThat(block).isEqualTo(expected);
      for (int row = 0; row < ROWS; row++) {
        assertThat(found.at(row)).isEqualTo(expected[row]);
      }
      assertThat(found.min(0)).isEqualTo(Arrays.stream(expected).min().orElseThrow());
      assertThat(found.max(0)).isEqualTo(Arrays.stream(expected).max().orElseThrow());
      return segment.file().section("c0.numbers").byteSize();
    }
  }
}
