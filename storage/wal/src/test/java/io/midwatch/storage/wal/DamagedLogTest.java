package io.midwatch.storage.wal;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.wal.ReplayReport.Quarantined;
import io.midwatch.storage.wal.disk.SimulatedDisk;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two files of three records each, damaged in every place. */
class DamagedLogTest {
  private static final String FIRST = "wal/0000000001.log";
  private static final String LAST = "wal/0000000002.log";
  private static final String SEEN = "wal/0000000001.seen";

  /** Where the log begins of which a part became files of seen requests. */
  private static final long KEPT = new LogPosition(3, 0).toLong();

  private static final List<Long> ALL = numbers(0, 6);

  private final SimulatedDisk good = new SimulatedDisk();

  /** Where each record starts; the end of the last one behind them. */
  private final List<Long> starts = new ArrayList<>();

  private long end;

  @BeforeEach
  void writeTwoFiles() {
    try (WriteAheadLog log = WriteAheadLog.open(good, 1 << 20)) {
      log.replay(LogPosition.START, new CollectingApplier());
      for (int i = 0; i < 6; i++) {
        if (i == 3) {
          log.rotate();
        }
        starts.add(LogPosition.of(log.append(Batches.batch(i, 20 + i))).offset());
      }
    }
    end = good.size(LAST);
  }

  @Test
  void aFlippedBitCostsItsRecordAndNoOther() {
    for (String file : List.of(FIRST, LAST)) {
      for (long offset = 0; offset < good.size(file); offset++) {
        SimulatedDisk disk = good.copy();
        disk.flipBit(file, offset, (int) (offset % 8));
        Replayed replayed = replay(disk);
        List<Long> expected = new ArrayList<>(ALL);
        int hit = recordAt(file, offset);
        expected.remove((Long) (long) hit);
        assertThat(replayed.numbers()).as("%s at %d", file, offset).isEqualTo(expected);
        assertReported(replayed.report(), file, offset, hit);
      }
    }
  }

  private void assertReported(ReplayReport report, String file, long offset, int hit) {
    boolean tail = hit == 5;
    assertThat(report.tornBytes()).isEqualTo(tail ? end - starts.get(5) : 0);
    if (tail) {
      assertThat(report.quarantined()).isEmpty();
    } else {
      assertThat(report.quarantined())
          .singleElement()
          .satisfies(part -> {
            assertThat(part.file()).isEqualTo(file);
            assertThat(offset).isBetween(part.from(), part.to() - 1);
          });
    }
  }

  @Test
  void aCutLastFileKeepsItsWholeRecords() {
    for (long size = 0; size < end; size++) {
      SimulatedDisk disk = good.copy();
      disk.cut(LAST, size);
      Replayed replayed = replay(disk);
      int whole = (int) starts.subList(4, 6).stream().filter(upTo(size)).count();
      whole += size == end ? 1 : 0;
      long lastWholeEnd = whole == 0 ? starts.get(3) : starts.get(3 + whole);
      assertThat(replayed.numbers()).as("cut at %d", size).isEqualTo(numbers(0, 3 + whole));
      assertThat(replayed.report().quarantined()).isEmpty();
      assertThat(replayed.report().tornBytes()).isEqualTo(Math.max(0, size - lastWholeEnd));
    }
  }

  private static Predicate<Long> upTo(long size) {
    return start -> start <= size;
  }

  @Test
  void aCutFileBeforeTheLastIsReported() {
    long firstEnd = good.size(FIRST);
    for (long size = 0; size < firstEnd; size++) {
      SimulatedDisk disk = good.copy();
      disk.cut(FIRST, size);
      Replayed replayed = replay(disk);
      int whole = (int) starts.subList(1, 3).stream().filter(upTo(size)).count();
      List<Long> expected = new ArrayList<>(numbers(0, whole));
      expected.addAll(numbers(3, 6));
      assertThat(replayed.numbers()).as("cut at %d", size).isEqualTo(expected);
      assertThat(replayed.report().quarantined())
          .isNotEmpty()
          .last()
          .extracting(Quarantined::to)
          .isEqualTo(firstEnd);
    }
  }

  @Test
  void aMissingFileIsReported() {
    good.delete(FIRST);
    Replayed replayed = replay(good);
    assertThat(replayed.numbers()).isEqualTo(numbers(3, 6));
    assertThat(replayed.report().quarantined()).containsExactly(new Quarantined(FIRST, 0, 0));
  }

  @Test
  void damageBeforeThePositionIsNotReported() {
    good.flipBit(FIRST, starts.get(1) + 5, 1);
    CollectingApplier store = new CollectingApplier();
    WriteAheadLog log = WriteAheadLog.open(good, 1 << 20);
    ReplayReport report = log.replay(new LogPosition(2, 0).toLong(), store);
    assertThat(report.quarantined()).isEmpty();
    assertThat(store.visible()).isEqualTo(numbers(3, 6));
  }

  @Test
  void aRecordOfOtherPlacesIsNone() {
    long size = good.size(FIRST) - starts.get(2);
    byte[] record = new byte[(int) size];
    System.arraycopy(good.readAll(FIRST), (int) (long) starts.get(2), record, 0, record.length);
    SimulatedDisk disk = new SimulatedDisk();
    try (WriteAheadLog log = WriteAheadLog.open(disk, 1 << 20)) {
      log.replay(LogPosition.START, new CollectingApplier());
      log.append(Batches.batch(7, record, null));
      log.append(Batches.batch(8));
    }
    disk.flipBit(FIRST, FileHeader.BYTES + 1, 0);
    Replayed replayed = replay(disk);
    assertThat(replayed.numbers()).containsExactly(8L);
    assertThat(replayed.report().quarantined()).hasSize(1);
  }

  @Test
  void aTornTailIsCutByTheNextFileAndNotReportedAgain() {
    good.cut(LAST, end - 3);
    for (int start = 0; start < 3; start++) {
      try (WriteAheadLog log = WriteAheadLog.open(good, 1 << 20)) {
        ReplayReport report = log.replay(LogPosition.START, new CollectingApplier());
        assertThat(report.quarantined()).isEmpty();
        assertThat(report.records()).isEqualTo(5 + start);
        log.append(Batches.batch(10 + start));
      }
    }
  }

  /** Of two files of seen requests one is damaged in every place, by a flipped bit or its end. */
  @Test
  void aDamagedFileOfSeenRequestsCostsItsRequestsAndNothingElse() {
    writeSeenFiles();
    assertThat(seen(good)).isEqualTo(numbers(0, 8));
    for (long offset = 0; offset < good.size(SEEN); offset++) {
      SimulatedDisk flipped = good.copy();
      flipped.flipBit(SEEN, offset, (int) (offset % 8));
      assertOnlySeenRequestsLost(flipped, "bit flipped at " + offset);
      SimulatedDisk cut = good.copy();
      cut.cut(SEEN, offset);
      assertOnlySeenRequestsLost(cut, "cut at " + offset);
    }
  }

  /** Requests 0 to 2 in one file of seen requests, 3 to 5 in another, 6 and 7 in files 3 and 4. */
  private void writeSeenFiles() {
    try (WriteAheadLog log = WriteAheadLog.open(good, 1 << 20)) {
      log.replay(LogPosition.START, new CollectingApplier());
      log.deleteBefore(new LogPosition(2, 0).toLong());
      log.append(Batches.batch(6));
      log.rotate();
      log.deleteBefore(new LogPosition(3, 0).toLong());
      log.append(Batches.batch(7));
    }
  }

  private static void assertOnlySeenRequestsLost(SimulatedDisk disk, String damage) {
    CollectingApplier store = new CollectingApplier();
    ReplayReport report = WriteAheadLog.open(disk, 1 << 20).replay(KEPT, store);
    assertThat(report.quarantined())
        .as(damage)
        .containsExactly(new Quarantined(SEEN, 0, disk.size(SEEN)));
    assertThat(LogCheck.of(disk, KEPT).report().quarantined())
        .as(damage)
        .contains(new Quarantined(SEEN, 0, disk.size(SEEN)));
    assertThat(store.visible()).as(damage).isEqualTo(numbers(6, 8));
    assertThat(seen(disk)).as(damage).isEqualTo(numbers(3, 8));
  }

  /** Which of eight requests the log knows when it is opened. */
  private static List<Long> seen(SimulatedDisk disk) {
    WriteAheadLog log = WriteAheadLog.open(disk.copy(), 1 << 20);
    log.replay(KEPT, new CollectingApplier());
    return numbers(0, 8).stream()
        .filter(number -> {
          EncodedBatch batch = Batches.batch(number);
          return log.requests().holds(RequestKey.of(batch), batch.receivedUnixNano());
        })
        .toList();
  }

  private record Replayed(ReplayReport report, List<Long> numbers) {}

  private static Replayed replay(SimulatedDisk disk) {
    CollectingApplier store = new CollectingApplier();
    WriteAheadLog log = WriteAheadLog.open(disk, 1 << 20);
    return new Replayed(log.replay(LogPosition.START, store), store.visible());
  }

  /** The number of the record at a byte, -1 for the header. */
  private int recordAt(String file, long offset) {
    int first = file.equals(FIRST) ? 0 : 3;
    int found = -1;
    for (int i = first; i < first + 3 && starts.get(i) <= offset; i++) {
      found = i;
    }
    return found;
  }

  private static List<Long> numbers(int from, int to) {
    return LongStream.range(from, to).boxed().toList();
  }
}
