package io.midwatch.storage.columnar.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.midwatch.storage.contract.StoreException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SectionFileTest {
  @TempDir Path directory;
  private Path path;

  @BeforeEach
  void choosePath() {
    path = directory.resolve("seg-1.seg");
  }

  @Test
  void readsBackEverySectionAsWritten() {
    byte[] large = new byte[1_000_003];
    new Random(7).nextBytes(large);
    long size;
    try (SectionWriter writer = SectionWriter.create(path, 42)) {
      writer
          .section("numbers")
          .putByte(200)
          .putInt(-5)
          .putLong(Long.MIN_VALUE)
          .putVarint(-1)
          .putVarint(127)
          .putSigned(-64)
          .putSigned(Long.MAX_VALUE)
          .putText("naïve 値");
      writer.section("large").putBytes(large, 0, 3).putBytes(large, 3, large.length - 3);
      writer.section("empty");
      size = writer.finish();
    }

    try (SectionFile file = SectionFile.open(path)) {
      file.verify();
      assertThat(file.sizeBytes()).isEqualTo(size);
      assertThat(file.namesVersion()).isEqualTo(42);
      assertThat(file.names()).containsExactly("numbers", "large", "empty");
      assertThat(file.has("other")).isFalse();
      DataCursor numbers = file.cursor("numbers");
      assertThat(numbers.getByte()).isEqualTo(200);
      assertThat(numbers.getInt()).isEqualTo(-5);
      assertThat(numbers.getLong()).isEqualTo(Long.MIN_VALUE);
      assertThat(numbers.getVarint()).isEqualTo(-1);
      assertThat(numbers.getVarint()).isEqualTo(127);
      assertThat(numbers.getSigned()).isEqualTo(-64);
      assertThat(numbers.getSigned()).isEqualTo(Long.MAX_VALUE);
      assertThat(numbers.getText()).isEqualTo("naïve 値");
      assertThat(numbers.remaining()).isZero();
      assertThat(file.section("large").toArray(ValueLayout.JAVA_BYTE)).isEqualTo(large);
      assertThat(file.section("empty").byteSize()).isZero();
      assertThatThrownBy(() -> file.section("other")).hasMessageContaining("no section other");
    }
  }

  @Test
  void leavesNothingBehindWhenNotFinished() {
    try (SectionWriter writer = SectionWriter.create(path, 1)) {
      writer.section("a").putBytes(new byte[300_000]);
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void refusesTwoSectionsOfOneName() {
    try (SectionWriter writer = SectionWriter.create(path, 1)) {
      writer.section("a");
      assertThatThrownBy(() -> writer.section("a")).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void namesTheSectionOfEveryFlippedBitAndStillReadsTheOthers() throws IOException {
    writeThreeSections();
    byte[] good = Files.readAllBytes(path);
    for (int at = 0; at < good.length; at++) {
      byte[] bad = good.clone();
      bad[at] ^= (byte) (1 << (at % 8));
      Path damaged = directory.resolve("damaged");
      Files.write(damaged, bad);
      String hit = at < 16 ? "" : at < 21 ? "one" : at < 28 ? "two" : at < 31 ? "three" : "";
      if (hit.isEmpty()) {
        assertThatThrownBy(() -> SectionFile.open(damaged).close())
            .as("byte %s", at)
            .isInstanceOf(StoreException.class)
            .hasMessageContaining("damaged");
        continue;
      }
      try (SectionFile file = SectionFile.open(damaged)) {
        for (String name : file.names()) {
          if (name.equals(hit)) {
            assertThatThrownBy(() -> file.section(name))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("section " + name);
          } else {
            assertThat(file.section(name).byteSize()).isPositive();
          }
        }
        assertThatThrownBy(file::verify).hasMessageContaining("section " + hit);
      }
    }
  }

  @Test
  void refusesEveryTruncatedFile() throws IOException {
    writeThreeSections();
    byte[] good = Files.readAllBytes(path);
    for (int length = 0; length < good.length; length++) {
      Path damaged = directory.resolve("damaged");
      Files.write(damaged, java.util.Arrays.copyOf(good, length));
      assertThatThrownBy(() -> SectionFile.open(damaged).close())
          .as("length %s", length)
          .isInstanceOf(StoreException.class);
    }
  }

  @Test
  void staysReadableAfterUnlinkUntilTheLastUserClosed() throws IOException {
    writeThreeSections();
    SectionFile file = SectionFile.open(path);
    file.retain();
    Files.delete(path);
    file.close();
    assertThat(file.cursor("one").getBytes(5)).containsExactly(1, 2, 3, 4, 5);
    file.close();
    assertThatThrownBy(() -> file.cursor("one").getByte())
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(file::retain).hasMessageContaining("closed");
    file.close();
  }

  @Test
  void closingUnderReadersIsAnAnswerOrARefusal() throws Exception {
    byte[] bytes = new byte[1 << 20];
    java.util.Arrays.fill(bytes, (byte) 1);
    try (SectionWriter writer = SectionWriter.create(path, 1)) {
      writer.section("ones").putBytes(bytes);
      writer.finish();
    }
    try (ExecutorService readers = Executors.newFixedThreadPool(3)) {
      for (int round = 0; round < 20; round++) {
        SectionFile file = SectionFile.open(path);
        List<Future<String>> answers = new ArrayList<>();
        for (int reader = 0; reader < 3; reader++) {
          answers.add(readers.submit(() -> sumUntilClosed(file)));
        }
        Thread.sleep(2);
        file.close();
        for (Future<String> answer : answers) {
          assertThat(answer.get(10, TimeUnit.SECONDS)).contains("closed");
        }
      }
    }
  }

  private static String sumUntilClosed(SectionFile file) {
    try {
      while (true) {
        MemorySegment section = file.section("ones");
        long sum = SectionFile.reading("ones", () -> sum(section));
        if (sum != 1 << 20) {
          return "wrong sum " + sum;
        }
      }
    } catch (StoreException closed) {
      return String.valueOf(closed.getMessage());
    }
  }

  private static long sum(MemorySegment bytes) {
    long sum = 0;
    for (long i = 0; i < bytes.byteSize(); i++) {
      sum += bytes.get(ValueLayout.JAVA_BYTE, i);
    }
    return sum;
  }

  private void writeThreeSections() {
    try (SectionWriter writer = SectionWriter.create(path, 1)) {
      writer.section("one").putBytes(new byte[] {1, 2, 3, 4, 5});
      writer.section("two").putBytes(new byte[7]);
      writer.section("three").putBytes(new byte[] {9, 9, 9});
      writer.finish();
    }
  }
}
