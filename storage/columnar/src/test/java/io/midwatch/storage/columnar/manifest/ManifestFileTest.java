package io.midwatch.storage.columnar.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.midwatch.model.Signal;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.query.SourceProgress;
import io.midwatch.storage.wal.disk.LocalDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestFileTest {
  @TempDir Path folder;

  private static SegmentEntry segment(Signal signal, int number) {
    return new SegmentEntry(
        signal,
        signal.label() + "/" + number + ".seg",
        100L * number,
        number,
        number + 10L,
        1_000L * number,
        1_000L * number + 900,
        4_711);
  }

  @Test
  void comesBackAsItWasWritten() {
    ManifestFile file = open();
    file.takeFileNumber();
    Manifest written =
        file.change(manifest ->
            manifest
                .withSealed(segment(Signal.TRACES, 1), 3)
                .withSealed(segment(Signal.LOGS, 2), 0)
                .withRollups(List.of(new RollupEntry("rollup/3.roll", 1, 2, 99)), 77)
                .withLogFrom(12)
                .withProgress(78, List.of(new SourceProgress("local", Signal.LOGS, 5, 6, 7))));

    assertThat(open().current()).isEqualTo(written);
    assertThat(written.nextFile()).isEqualTo(2);
    assertThat(written.totals(Signal.TRACES)).isEqualTo(new SignalTotals(1_900, 0, 3));
    assertThat(written.totals(Signal.METRICS)).isEqualTo(SignalTotals.NONE);
  }

  @Test
  void countsWhatGoesAsExpired() {
    SegmentEntry first = segment(Signal.TRACES, 1);
    SegmentEntry second = segment(Signal.TRACES, 2);
    Manifest manifest =
        Manifest.EMPTY
            .withSealed(first, 0)
            .withSealed(second, 0)
            .without(Signal.TRACES, List.of(first));

    assertThat(manifest.segments()).containsExactly(second);
    assertThat(manifest.totals(Signal.TRACES)).isEqualTo(new SignalTotals(2_900, 100, 0));
  }

  @Test
  void putsAMergedSegmentWhereTheFirstOfItsPartsWas() {
    SegmentEntry first = segment(Signal.LOGS, 1);
    SegmentEntry second = segment(Signal.LOGS, 2);
    SegmentEntry third = segment(Signal.LOGS, 3);
    SegmentEntry merged = segment(Signal.LOGS, 4);
    Manifest manifest =
        Manifest.EMPTY
            .withSealed(first, 0)
            .withSealed(second, 0)
            .withSealed(third, 0)
            .withMerged(List.of(first, second), merged);

    assertThat(manifest.segments()).containsExactly(merged, third);
  }

  @Test
  void refusesEveryDamageAndEveryCut() throws IOException {
    open().change(manifest -> manifest.withSealed(segment(Signal.TRACES, 1), 3));
    Path path = folder.resolve(ManifestFile.NAME);
    byte[] whole = Files.readAllBytes(path);
    for (int at = 0; at < whole.length; at++) {
      byte[] flipped = whole.clone();
      flipped[at] ^= 0x10;
      Files.write(path, flipped);
      assertThatThrownBy(this::open).as("byte %s flipped", at).isInstanceOf(StoreException.class);
      Files.write(path, java.util.Arrays.copyOf(whole, at));
      assertThatThrownBy(this::open).as("cut at %s", at).isInstanceOf(StoreException.class);
    }
  }

  private ManifestFile open() {
    return ManifestFile.open(new LocalDisk(folder));
  }
}
