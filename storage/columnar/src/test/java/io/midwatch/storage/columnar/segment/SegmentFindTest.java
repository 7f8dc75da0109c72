package io.midwatch.storage.columnar.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.BytesValue;
import io.midwatch.model.Bytes;
import io.midwatch.storage.columnar.table.Blobs;
import io.midwatch.storage.columnar.table.Coded;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SegmentFindTest {
  private final ArrayTable table = new RandomTables(21).table(20_000);
  private final ChunkCache cache = new ChunkCache(1 << 20);
  private final Random random = new Random(9);

  @TempDir Path directory;
  private SegmentTable segment;

  @BeforeEach
  void openSegment() {
    Path path = directory.resolve("seg.seg");
    SegmentWriter.write(table, path, SegmentWriter.SEAL_LEVEL, 1);
    segment = SegmentTable.open(path, cache);
  }

  @AfterEach
  void closeSegment() {
    segment.close();
  }

  @Test
  void rulesOutMostTracesItDoesNotHoldEvenWithOneHighHalf() {
    int passed = 0;
    for (int i = 0; i < 10_000; i++) {
      passed += segment.mayHold("trace", traceId(0, random.nextLong())) ? 1 : 0;
    }
    assertThat(passed).isLessThan(200);
  }

  @Test
  void rulesOutMostTokensThatNoTextHas() {
    Blobs bodies = segment.blobs("body");
    int passed = 0;
    for (int i = 0; i < 10_000; i++) {
      passed += bodies.mayHold(i % segment.blocks(), "absent-" + i) ? 1 : 0;
    }
    assertThat(passed).isLessThan(200);
    assertThat(bodies.mayHold(0, "über-7")).isTrue();
    assertThat(bodies.mayHold(0, "err-7731")).isTrue();
  }

  @Test
  void findsALongOnlyAsALong() {
    Coded status = segment.attribute("http.status_code");
    assertThat(status.find(AttributeValue.of(200L))).isEqualTo(Coded.FIRST);
    assertThat(status.find(AttributeValue.of(200.0))).isEqualTo(Coded.ABSENT);
    assertThat(status.find(AttributeValue.of("200"))).isEqualTo(Coded.ABSENT);
  }

  @Test
  void keepsDecompressedValuesWithinItsBound() {
    for (int row = 0; row < segment.rows(); row++) {
      segment.blobs("body").at(row);
      segment.coded("unique").valueAt(row);
    }
    assertThat(cache.sizeBytes()).isPositive().isLessThanOrEqualTo(1 << 20);
  }

  @Test
  void refusesQuestionsTheSchemaDoesNotAnswer() {
    assertThatThrownBy(() -> segment.rowsWith("name", 2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> segment.numbers("name")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> segment.coded("none")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> segment.coded("name").value(1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static AttributeValue traceId(long high, long low) {
    return new BytesValue(Bytes.copyOf(ByteBuffer.allocate(16).putLong(high).putLong(low).array()));
  }
}
