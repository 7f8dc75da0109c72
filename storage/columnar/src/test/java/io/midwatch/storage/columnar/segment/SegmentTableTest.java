package io.midwatch.storage.columnar.segment;

import static io.midwatch.storage.columnar.segment.SegmentAssert.assertAnswersLike;
import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.storage.columnar.table.Table;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SegmentTableTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 127, 129, 8191, 8192, 8193, 20_000})
  void answersLikeTheTableItWasWrittenFrom(int rows) {
    for (int seed = 1; seed <= (rows < 1000 ? 3 : 1); seed++) {
      roundTrip(new RandomTables(rows * 10L + seed).table(rows));
    }
  }

  @Test
  void keepsAttributesApartWhenThereAreMany() {
    roundTrip(new RandomTables(5).wideTable(300, 400));
  }

  private void roundTrip(Table table) {
    Path path = directory.resolve("seg-" + System.nanoTime() + ".seg");
    long size = SegmentWriter.write(table, path, SegmentWriter.SEAL_LEVEL, 7);
    ChunkCache cache = new ChunkCache(16L << 20);
    try (SegmentTable segment = SegmentTable.open(path, cache)) {
      segment.file().verify();
      assertThat(segment.file().sizeBytes()).isEqualTo(size);
      assertThat(segment.file().namesVersion()).isEqualTo(7);
      assertAnswersLike(table, segment);
    }
  }
}
