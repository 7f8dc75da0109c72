package io.midwatch.storage.columnar.segment;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.BytesValue;
import io.midwatch.model.Bytes;
import io.midwatch.storage.columnar.table.Blobs;
import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.columnar.table.TextSearch;
import io.midwatch.storage.contract.query.Tokens;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** Bytes are looked for in many texts at once, or one by one where few are asked for. */
  @ParameterizedTest
  @ValueSource(strings = {"pool_77", "r-7731", "after 1", "BER-9", "ÜBER-9", "msCo", "...", "z z"})
  void findsThePartsOfTextsThatAreThere(String part) {
    TextSearch exact = Objects.requireNonNull(TextSearch.ofPart(part));
    TextSearch caseless = TextSearch.ofTokens(Tokens.of(part));
    Blobs bodies = segment.blobs("body");
    for (int step : new int[] {1, 3, 200}) {
      int ruledOut = 0;
      for (int block = 0; block < segment.blocks(); block++) {
        int[] positions = every(step, segment.rowsOf(block));
        int[] found = new int[positions.length];
        int count = bodies.find(block, positions, positions.length, exact, found);
        Set<Integer> may = IntStream.of(found).limit(count).boxed().collect(toSet());
        Set<Integer> mayInAnyCase =
            caseless == null ? Set.of() : findInPlace(bodies, block, positions, caseless);
        ruledOut += positions.length - count;
        for (int position : positions) {
          String text = bodies.at(block * Table.BLOCK_ROWS + position).text();
          if (text.contains(part) || step == 1) {
            assertThat(may.contains(position)).as(text).isEqualTo(text.contains(part));
          }
          if (caseless != null && Tokens.holds(text, Tokens.of(part))) {
            assertThat(mayInAnyCase.contains(position)).as(text).isTrue();
          }
        }
      }
      assertThat(step == 200 ? 1 : ruledOut).isPositive();
    }
  }

  private static Set<Integer> findInPlace(
      Blobs bodies, int block, int[] positions, TextSearch search) {
    int[] copy = positions.clone();
    int count = bodies.find(block, copy, copy.length, search, copy);
    return IntStream.of(copy).limit(count).boxed().collect(toSet());
  }

  private static int[] every(int step, int rows) {
    return IntStream.range(0, rows).filter(position -> position % step == 0).toArray();
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
