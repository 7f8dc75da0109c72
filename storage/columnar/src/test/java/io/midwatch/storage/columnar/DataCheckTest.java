package io.midwatch.storage.columnar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.midwatch.model.Signal;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.testkit.fixture.Logs;
import io.midwatch.storage.testkit.fixture.Points;
import io.midwatch.storage.testkit.fixture.RecordBatches;
import io.midwatch.storage.testkit.fixture.Spans;
import io.midwatch.storage.testkit.fixture.Times;
import io.midwatch.storage.wal.disk.LocalDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCheckTest {
  private final RecordBatches bodies = new RecordBatches();

  @TempDir private Path folder;

  @Test
  void countsWhatIsThere() {
    fill();
    DataCheck.Report report = check();
    assertThat(report.damages()).isEmpty();
    assertThat(report.kinds())
        .extracting(DataCheck.Kind::name)
        .containsExactly("manifest", "log", "traces", "metrics", "logs", "rollups", "ledger");
    assertThat(report.kinds())
        .anySatisfy(kind -> assertThat(kind.counts()).matches("1 segment, \\d+ bytes, 2 items"));
    assertThat(kind(report, "log")).contains("6 records, 8 items");
  }

  @Test
  void findsAChangedByteWhereverItIs() throws IOException {
    fill();
    for (Path file : files()) {
      byte[] right = Files.readAllBytes(file);
      // what stands behind the last whole record of the log is what a crash leaves
      int end = file.toString().endsWith(".log") ? right.length * 3 / 4 : right.length;
      for (int i = 0; i < end; i += Math.max(1, right.length / 50)) {
        byte[] wrong = right.clone();
        wrong[i] ^= 0x10;
        Files.write(file, wrong);
        assertThat(check().damages())
            .as("byte %d of %s", i, file)
            .anyMatch(damage -> damage.contains(file.getFileName().toString()));
      }
      Files.write(file, right);
    }
    assertThat(check().damages()).isEmpty();
  }

  @Test
  void namesAnEndOfTheLogThatIsNoWholeRecord() throws IOException {
    fill();
    assertThat(check().unread()).isEmpty();
    Path log =
        files().stream()
            .filter(file -> file.toString().endsWith(".log"))
            .reduce((_, last) -> last)
            .orElseThrow();
    byte[] bytes = Files.readAllBytes(log);
    bytes[bytes.length - 1] ^= 1;
    Files.write(log, bytes);
    assertThat(check().damages()).isEmpty();
    assertThat(check().unread())
        .matches(
            "wal/%s: the last record is incomplete or damaged, \\d+ bytes from byte \\d+ on are not read"
                .formatted(log.getFileName()));
  }

  @Test
  void namesTheSection() throws IOException {
    fill();
    Path segment =
        files().stream()
            .filter(file -> file.toString().contains("traces"))
            .findFirst()
            .orElseThrow();
    byte[] bytes = Files.readAllBytes(segment);
    bytes[40] ^= 1;
    Files.write(segment, bytes);
    assertThat(check().damages())
        .singleElement()
        .asString()
        .matches("traces/\\d+\\.seg section .*: checksum is .*");
  }

  @Test
  void missesAListedFile() throws IOException {
    fill();
    Path segment =
        files().stream().filter(file -> file.toString().endsWith(".seg")).findFirst().orElseThrow();
    Files.delete(segment);
    assertThat(check().damages())
        .containsExactly(folder.relativize(segment) + ": missing, though the manifest lists it");
  }

  @Test
  void keepsOutOfAFolderThatIsOpen() {
    try (EmbeddedStore _ = open()) {
      assertThatThrownBy(this::check)
          .isInstanceOf(StoreException.class)
          .hasMessageContaining(folder + " is in use");
    }
  }

  private EmbeddedStore open() {
    return EmbeddedStore.open(
        folder,
        new StoreParts(
            bodies,
            bodies,
            new NoRollups(),
            IdentityKeys.DEFAULT,
            InstantSource.fixed(Times.START)),
        EmbeddedSettings.DEFAULTS);
  }

  /** A segment of every signal, a ledger, and a log that still holds records. */
  private void fill() {
    try (EmbeddedStore store = open()) {
      write(store, 1);
      store.ledger().refused(Signal.LOGS, "too_large", 10);
      store.seal();
      write(store, 10);
    }
  }

  private static void write(EmbeddedStore store, int number) {
    store.writeSpans(List.of(Spans.number(number).build(), Spans.number(number + 1).build()));
    store.writeLogs(List.of(Logs.number(number).build()));
    store.writePoints(List.of(Points.at(number).named("m").build()));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.endsWith(".lock"))
          .sorted()
          .toList();
    }
  }

  private DataCheck.Report check() {
    return DataCheck.run(new LocalDisk(folder));
  }

  private static String kind(DataCheck.Report report, String name) {
    return report.kinds().stream()
        .filter(kind -> kind.name().equals(name))
        .findFirst()
        .orElseThrow()
        .counts();
  }
}
