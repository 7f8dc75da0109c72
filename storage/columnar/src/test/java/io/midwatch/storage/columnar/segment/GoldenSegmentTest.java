package io.midwatch.storage.columnar.segment;

import static io.midwatch.storage.columnar.segment.SegmentAssert.assertAnswersLike;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The files of every format version must be readable by every later build, and that of the newest
 * is what this one writes. Run with {@code -Dgolden.update} from the module's folder to write it
 * anew, which is right only before the format was released.
 */
final class GoldenSegmentTest {
  private static final String NAME = "segment-2.seg";
  private static final String VERSION_1 = "segment-1.seg";

  /** Texts were written in smaller chunks at first. */
  private static final String SMALLER_CHUNKS = "segment-1-chunks-of-128.seg";

  @TempDir Path directory;

  @Test
  void readsAndWritesFormatVersion2() throws IOException {
    ArrayTable table = new RandomTables(1).tableOfVersion2(600);
    Path written = directory.resolve(NAME);
    SegmentWriter.write(table, written, SegmentWriter.SEAL_LEVEL, 1);
    if (System.getProperty("golden.update") != null) {
      Path resource = Path.of("src/test/resources/io/midwatch/storage/columnar/segment", NAME);
      Files.createDirectories(Objects.requireNonNull(resource.getParent()));
      Files.write(resource, Files.readAllBytes(written));
    }
    byte[] golden = golden(NAME);

    assertThat(Files.readAllBytes(written)).as("bytes written").isEqualTo(golden);
    requireAnswers(golden, table);
  }

  @ParameterizedTest
  @ValueSource(strings = {VERSION_1, SMALLER_CHUNKS})
  void readsFormatVersion1(String name) throws IOException {
    requireAnswers(golden(name), new RandomTables(1).table(600));
  }

  private byte[] golden(String name) throws IOException {
    try (InputStream resource = getClass().getResourceAsStream(name)) {
      return Objects.requireNonNull(resource, name).readAllBytes();
    }
  }

  private void requireAnswers(byte[] golden, ArrayTable table) throws IOException {
    Path read = directory.resolve("read.seg");
    Files.write(read, golden);
    try (SegmentTable segment = SegmentTable.open(read, new ChunkCache(1 << 20))) {
      segment.file().verify();
      assertAnswersLike(table, segment);
    }
  }
}
