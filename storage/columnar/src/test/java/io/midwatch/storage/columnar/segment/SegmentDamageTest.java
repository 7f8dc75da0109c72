package io.midwatch.storage.columnar.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.columnar.file.SectionBytes;
import io.midwatch.storage.columnar.file.SectionFile;
import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.columnar.table.TableSchema.Column;
import io.midwatch.storage.columnar.table.TableSchema.Hint;
import io.midwatch.storage.contract.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SegmentDamageTest {
  private static final int HEADER_BYTES = 16;

  @TempDir Path directory;
  private final ArrayTable table = new RandomTables(11).table(9000);
  private Path path;

  @BeforeEach
  void writeSegment() {
    path = directory.resolve("good.seg");
    SegmentWriter.write(table, path, SegmentWriter.SEAL_LEVEL, 1);
  }

  @Test
  void namesTheDamagedSectionAndAnswersFromTheOthers() throws IOException {
    byte[] good = Files.readAllBytes(path);
    Random random = new Random(3);
    int offset = HEADER_BYTES;
    for (SectionSize section : sections()) {
      int length = section.length();
      if (length > 0) {
        byte[] bad = good.clone();
        bad[offset + random.nextInt(length)] ^= (byte) (1 << random.nextInt(8));
        Path damaged = directory.resolve("damaged.seg");
        Files.write(damaged, bad);
        List<String> failures = readEverything(damaged);
        // Bytes behind the last number that nobody needs are compared by verify() only.
        boolean needed = length > SectionBytes.SLACK_BYTES;
        assertThat(needed ? failures : verified(damaged)).as(section.name()).isNotEmpty();
        assertThat(failures)
            .as("every failure is of this section")
            .allMatch(failure -> failure.contains("damaged.seg section " + section.name() + ":"));
        if (!section.name().equals(SegmentLayout.SECTION)) {
          assertThat(failures.size()).as(section.name()).isLessThanOrEqualTo(2);
        }
      }
      offset += length;
    }
  }

  @Test
  void refusesATruncatedFile() throws IOException {
    byte[] good = Files.readAllBytes(path);
    for (int cut = 1; cut < good.length; cut += 1 + good.length / 50) {
      Path damaged = directory.resolve("short.seg");
      Files.write(damaged, java.util.Arrays.copyOf(good, good.length - cut));
      assertThatThrownBy(() -> SegmentTable.open(damaged, new ChunkCache(1 << 20)).close())
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("short.seg");
    }
  }

  @Test
  void readersOfAnUnlinkedClosedSegmentGetAnAnswerOrARefusal() throws Exception {
    try (ExecutorService readers = Executors.newFixedThreadPool(3)) {
      for (int round = 0; round < 5; round++) {
        Path copy = directory.resolve("round-" + round + ".seg");
        Files.copy(path, copy);
        SegmentTable segment = SegmentTable.open(copy, new ChunkCache(1 << 16));
        List<Future<String>> answers = new ArrayList<>();
        for (int reader = 0; reader < 3; reader++) {
          Random random = new Random(reader);
          answers.add(readers.submit(() -> readUntilClosed(segment, random)));
        }
        Thread.sleep(20);
        Files.delete(copy);
        segment.close();
        for (Future<String> answer : answers) {
          assertThat(answer.get(20, TimeUnit.SECONDS)).endsWith("the file was closed");
        }
      }
    }
  }

  private String readUntilClosed(SegmentTable segment, Random random) {
    try {
      while (true) {
        int row = random.nextInt(table.rows());
        boolean same =
            segment.numbers("time").at(row) == table.numbers("time").at(row)
                && segment.numbers("parent").at(row) == table.numbers("parent").at(row)
                && String.valueOf(segment.coded("trace").valueAt(row))
                    .equals(String.valueOf(table.coded("trace").valueAt(row)))
                && segment.blobs("body").at(row).text().equals(table.blobs("body").at(row).text());
        if (!same) {
          return "wrong answer in row " + row;
        }
      }
    } catch (StoreException closed) {
      return String.valueOf(closed.getMessage());
    }
  }

  private List<SectionSize> sections() {
    try (SectionFile file = SectionFile.open(path)) {
      return file.names().stream()
          .map(name -> new SectionSize(name, (int) file.section(name).byteSize()))
          .toList();
    }
  }

  /** What comparing all checksums says. */
  private static List<String> verified(Path path) {
    List<String> failures = new ArrayList<>();
    try (SectionFile file = SectionFile.open(path)) {
      collect(failures, file::verify);
    }
    return failures;
  }

  /** What went wrong, column by column. */
  private static List<String> readEverything(Path path) {
    List<String> failures = new ArrayList<>();
    collect(
        failures,
        () -> {
          try (SegmentTable segment = SegmentTable.open(path, new ChunkCache(1 << 20))) {
            collect(failures, () -> segment.id(0));
            for (Column column : segment.schema().columns()) {
              collect(failures, () -> read(segment, column));
            }
            for (String key : segment.attributeKeys()) {
              collect(failures, () -> readAll(segment.rows(), segment.attribute(key)::valueAt));
            }
          }
        });
    return failures;
  }

  private static void read(SegmentTable segment, Column column) {
    String name = column.name();
    switch (column.kind()) {
      case NUMBERS -> readAll(segment.rows(), segment.numbers(name)::at);
      case CODED -> {
        Coded coded = segment.coded(name);
        readAll(segment.rows(), coded::valueAt);
        if (column.hint() == Hint.INDEXED) {
          AttributeValue value = coded.value(coded.codeCount() - 1);
          assertThat(segment.mayHold(name, value)).isTrue();
          assertThat(segment.rowsWith(name, coded.find(value))).isNotEmpty();
        }
      }
      case BLOBS -> {
        readAll(segment.rows(), segment.blobs(name)::at);
        segment.blobs(name).mayHold(0, "word");
      }
    }
  }

  private static void readAll(int rows, IntConsumer at) {
    for (int row = 0; row < rows; row++) {
      at.accept(row);
    }
  }

  private static void collect(List<String> failures, Runnable reading) {
    try {
      reading.run();
    } catch (StoreException damaged) {
      failures.add(String.valueOf(damaged.getMessage()));
    }
  }

  /** A section with its bytes. */
  private record SectionSize(String name, int length) {}
}
