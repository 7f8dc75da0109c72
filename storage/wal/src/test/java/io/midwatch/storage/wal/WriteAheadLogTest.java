package io.midwatch.storage.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.midwatch.model.Signal;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.write.ContentHash;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.contract.write.RejectedItems;
import io.midwatch.storage.contract.write.Wire;
import io.midwatch.storage.wal.disk.Disk;
import io.midwatch.storage.wal.disk.LocalDisk;
import io.midwatch.storage.wal.disk.SimulatedDisk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.stream.LongStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteAheadLogTest {
  private static final int SMALL_FILE = 1000;

  private final SimulatedDisk disk = new SimulatedDisk();
  private final CollectingApplier store = new CollectingApplier();

  @Test
  void replaysWhatWasAppendedWithEveryField() {
    BitSet rejected = new BitSet();
    rejected.set(2);
    EncodedBatch batch =
        new EncodedBatch(
            Signal.LOGS,
            EncodedBatch.Encoding.OTLP_PROTOBUF,
            "zürich",
            Batches.NOON,
            5,
            RejectedItems.copyOf(rejected),
            new ContentHash(-1, Long.MIN_VALUE),
            Batches.bytes(1, 300));
    try (WriteAheadLog log = open(disk)) {
      log.append(batch);
    }
    ReplayReport report = replay(disk, LogPosition.START);
    assertThat(store.batches()).usingRecursiveComparison().isEqualTo(List.of(batch));
    assertThat(report.records()).isEqualTo(1);
    assertThat(report.items()).isEqualTo(4);
    assertThat(report.quarantined()).isEmpty();
  }

  @Test
  void keepsTheWireFormAndReplaysTheBody() throws IOException {
    byte[] body = "all work and no play ".repeat(500).getBytes(StandardCharsets.UTF_8);
    Wire gzip = new Wire(Wire.Compression.GZIP, gzip(body));
    Wire zstd = new Wire(Wire.Compression.ZSTD, Zstd.compress(body));
    try (WriteAheadLog log = open(disk)) {
      log.append(Batches.batch(1, body, gzip));
      log.append(Batches.batch(2, body, zstd));
      assertThat(log.sizeBytes()).isLessThan(body.length / 10);
    }
    assertThat(replay(disk, LogPosition.START).unapplied()).isZero();
    assertThat(store.batches()).extracting(EncodedBatch::body).containsExactly(body, body);
  }

  @Test
  void doesNotInflateBeyondTheRecordedSize() throws IOException {
    byte[] body = new byte[100_000];
    byte[] claimed = new byte[10];
    try (WriteAheadLog log = open(disk)) {
      log.append(Batches.batch(1, claimed, new Wire(Wire.Compression.GZIP, gzip(body))));
      log.append(Batches.batch(2, body, new Wire(Wire.Compression.ZSTD, new byte[] {1, 2, 3})));
      log.append(Batches.batch(3));
    }
    assertThat(replay(disk, LogPosition.START).unapplied()).isEqualTo(2);
    assertThat(store.visible()).containsExactly(3L);
  }

  @Test
  void positionsGrowAcrossFilesAndRestarts() {
    for (int start = 0; start < 3; start++) {
      try (WriteAheadLog log = open(disk)) {
        for (int i = 0; i < 10; i++) {
          log.append(Batches.batch(10L * start + i));
        }
      }
    }
    replay(disk, LogPosition.START);
    assertThat(store.visible()).containsExactlyElementsOf(numbers(30));
    assertThat(store.positions()).isSorted().doesNotHaveDuplicates();
    assertThat(disk.list("wal")).hasSize(6);
  }

  /** The header of a body that a loss of power took stands for nothing, in whatever file it is. */
  @Test
  void appliesACopyWhoseFirstAttemptLostItsBodyInAFileThatIsNotNeeded() {
    long behind;
    try (WriteAheadLog log = open(disk)) {
      log.append(Batches.batch(1));
      behind = log.append(Batches.batch(3));
    }
    disk.flipBit("wal/0000000001.log", LogPosition.of(behind).offset() - 1, 3);
    long from;
    try (WriteAheadLog log = WriteAheadLog.open(disk, SMALL_FILE)) {
      assertThat(log.replay(LogPosition.START, new CollectingApplier()).records()).isEqualTo(1);
      from = log.append(Batches.batch(2));
      log.append(Batches.batch(1));
    }
    assertThat(LogPosition.of(from).file()).isEqualTo(2);

    replay(disk, from);

    assertThat(store.visible()).containsExactly(2L, 1L);
  }

  @Test
  void replaysFromAPosition() {
    long position = 0;
    try (WriteAheadLog log = open(disk)) {
      for (int i = 0; i < 20; i++) {
        long appended = log.append(Batches.batch(i));
        position = i == 12 ? appended : position;
      }
    }
    replay(disk, position + 1);
    assertThat(store.visible()).containsExactlyElementsOf(numbers(20).subList(13, 20));
  }

  @Test
  void goesOnBehindAPositionThatOutlivedItsFile() {
    long covered = new LogPosition(40, 7).toLong();
    try (WriteAheadLog log = WriteAheadLog.open(disk, SMALL_FILE)) {
      log.replay(covered + 1, store);
      assertThat(log.append(Batches.batch(1))).isGreaterThan(covered);
    }
  }

  @Test
  void deletesFilesThatAreNotNeededAndNeverTheLast() {
    try (WriteAheadLog log = open(disk)) {
      long last = 0;
      for (int i = 0; i < 20; i++) {
        last = log.append(Batches.batch(i));
      }
      log.force();
      log.deleteBefore(last);
      assertThat(logFiles()).containsExactly(LogPosition.of(last).file());
      log.rotate();
      log.force();
      log.deleteBefore(Long.MAX_VALUE);
      assertThat(logFiles()).containsExactly(LogPosition.of(last).file());
      assertThat(log.append(Batches.batch(99))).isGreaterThan(last);
    }
  }

  @Test
  void failedForceFencesForGood() {
    WriteAheadLog log = open(disk);
    log.append(Batches.batch(1));
    disk.faults().failForces(path -> path.endsWith(".log"));
    assertThatThrownBy(log::force).isInstanceOf(StoreException.class);
    disk.faults().failForces(path -> false);
    assertThat(log.fenced()).isTrue();
    assertThatThrownBy(log::force).hasMessageContaining("fenced");
    assertThatThrownBy(() -> log.append(Batches.batch(2))).hasMessageContaining("fenced");
    log.close();
  }

  @Test
  void forcesTheFolderOfANewFile() {
    WriteAheadLog log = open(disk);
    log.append(Batches.batch(1));
    disk.faults().failForces(path -> path.equals("wal"));
    assertThatThrownBy(log::force).isInstanceOf(StoreException.class);
    assertThat(log.fenced()).isTrue();
    log.close();
  }

  @Test
  void goesOnInANewFileAfterAFailedWrite() {
    try (WriteAheadLog log = open(disk)) {
      log.append(Batches.batch(1));
      disk.faults().writeShort(path -> true);
      assertThatThrownBy(() -> log.append(Batches.batch(2))).isInstanceOf(StoreException.class);
      assertThatThrownBy(() -> log.append(Batches.batch(3))).isInstanceOf(StoreException.class);
      disk.faults().writeShort(path -> false);
      log.append(Batches.batch(4));
    }
    ReplayReport report = replay(disk, LogPosition.START);
    assertThat(store.visible()).containsExactly(1L, 4L);
    assertThat(report.quarantined()).isEmpty();
  }

  @Test
  void takesBatchesAgainWhenAFullDiskHasRoom() {
    try (WriteAheadLog log = open(disk)) {
      log.append(Batches.batch(1));
      disk.faults().quota(disk.size("wal/0000000001.log") + 50);
      assertThatThrownBy(() -> log.append(Batches.batch(2))).hasMessageContaining("no space");
      disk.faults().quota(Long.MAX_VALUE);
      log.append(Batches.batch(2));
    }
    replay(disk, LogPosition.START);
    assertThat(store.visible()).containsExactly(1L, 2L);
  }

  @Test
  void refusesALogOfANewerFormat() {
    try (WriteAheadLog log = open(disk)) {
      log.append(Batches.batch(1));
    }
    SimulatedDisk newer = new SimulatedDisk();
    newer.createFolder("wal");
    try (var file = newer.create("wal/0000000001.log")) {
      file.write(new FileHeader(2, 1, 0).encode());
    }
    assertThatThrownBy(() -> replay(newer, LogPosition.START))
        .hasMessageContaining("wal/0000000001.log has log format version 2, expected 1");
  }

  @Test
  void worksOnALocalDisk(@TempDir Path folder) {
    Disk local = new LocalDisk(folder.resolve("data"));
    try (WriteAheadLog log = open(local)) {
      for (int i = 0; i < 10; i++) {
        log.append(Batches.batch(i));
      }
      log.force();
      log.deleteBefore(log.append(Batches.batch(10)));
    }
    replay(local, LogPosition.START);
    assertThat(store.visible()).isNotEmpty().endsWith(10L);
  }

  private List<Integer> logFiles() {
    return disk.list("wal").stream().map(LogFormat::logSequence).filter(file -> file > 0).toList();
  }

  private static WriteAheadLog open(Disk disk) {
    WriteAheadLog log = WriteAheadLog.open(disk, SMALL_FILE);
    log.replay(LogPosition.START, new CollectingApplier());
    return log;
  }

  private ReplayReport replay(Disk from, long position) {
    try (WriteAheadLog log = WriteAheadLog.open(from, SMALL_FILE)) {
      return log.replay(position, store);
    }
  }

  private static List<Long> numbers(int count) {
    return LongStream.range(0, count).boxed().toList();
  }

  private static byte[] gzip(byte[] body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(body);
    }
    return bytes.toByteArray();
  }
}
