package io.midwatch.storage.columnar.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.RollupTable;
import io.midwatch.storage.contract.rollup.RollupTable.Dimension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableRollupsTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long HOUR = 3_600 * SECOND;
  private static final long DAY = 24 * HOUR;
  private static final Instant START = Instant.parse("2026-11-22T03:00:00Z");
  private static final long START_NANOS = START.getEpochSecond() * SECOND;
  private static final RollupTable CALLS = calls(List.of("calls"));

  @TempDir Path folder;

  private Instant now = START.plus(Duration.ofMinutes(10));
  private RollupFiles store;
  private long position;

  private static RollupTable calls(List<String> counters) {
    return new RollupTable(
        "calls",
        List.of(Dimension.text("service")),
        counters,
        List.of("duration"),
        List.of("users"),
        3);
  }

  @BeforeEach
  void openStore() {
    store = new RollupFiles(List.of(CALLS), folder, () -> now, Duration.ofDays(40));
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  void whatACheckpointCoversIsThereAfterACrashAndTheRestComesFromTheLog() {
    count(START_NANOS, "shop", 1);
    store.checkpoint();
    count(START_NANOS, "shop", 10);
    store.crash();

    assertThat(store.coveredPosition()).isEqualTo(1);
    assertThat(total()).isEqualTo(1);

    position = 0;
    count(START_NANOS, "shop", 1);
    count(START_NANOS, "shop", 10);

    assertThat(total()).isEqualTo(11);
  }

  @Test
  void aFileTheManifestDoesNotListIsNotCounted() {
    count(START_NANOS, "shop", 1);
    store.rollups().checkpoint(store::nextPath);
    store.crash();
    assertThat(store.coveredPosition()).isEqualTo(-1);

    position = 0;
    count(START_NANOS, "shop", 1);
    store.checkpoint();
    store.crash();

    assertThat(total()).isEqualTo(1);
    assertThat(folder.resolve("000000.rollup")).exists();
    assertThat(store.listed()).containsExactly(folder.resolve("000001.rollup"));
  }

  @Test
  void aCheckpointWithoutNewCountsWritesNothingAndCoversMore() {
    count(START_NANOS, "shop", 1);
    store.checkpoint();
    store.apply(99, _ -> {});

    RollupCheckpoint checkpoint = store.checkpoint();

    assertThat(checkpoint.added()).isEmpty();
    assertThat(checkpoint.files()).hasSize(1);
    assertThat(checkpoint.coveredPosition()).isEqualTo(99);
  }

  @Test
  void aCheckpointThatCannotBeWrittenLosesNothing() {
    count(START_NANOS, "shop", 1);
    String nowhere = "missing/1.rollup";
    assertThatThrownBy(() -> store.rollups().checkpoint(() -> nowhere))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("missing");
    count(START_NANOS, "shop", 10);
    assertThat(total()).isEqualTo(11);

    store.checkpoint();
    store.crash();

    assertThat(total()).isEqualTo(11);
  }

  @Test
  void aCheckpointSaysWhatItsFileHolds() {
    count(START_NANOS + 5 * SECOND, "shop", 1);
    count(START_NANOS - HOUR, "shop", 1);

    RollupFileInfo file = store.checkpoint().added().getFirst();

    assertThat(file.tiers()).containsExactly(Tier.values());
    assertThat(file.fromUnixNano()).isEqualTo(START_NANOS - HOUR);
    assertThat(file.toUnixNano()).isEqualTo(START_NANOS + HOUR);
    assertThat(file.coveredPosition()).isEqualTo(2);
    assertThat(folder.resolve(file.path())).hasSize(file.sizeBytes());
  }

  @Test
  void aFullBucketStaysFullAfterACheckpoint() {
    for (String service : List.of("a", "b", "c")) {
      count(START_NANOS, service, 1);
    }
    store.checkpoint();
    store.crash();
    count(START_NANOS, "d", 1);
    count(START_NANOS, "b", 1);
    count(START_NANOS + 15 * SECOND, "d", 1);

    assertThat(services(15 * SECOND)).containsExactly("a 1", "b 2", "c 1", "other 1", "d 1");
    store.checkpoint();
    assertThat(services(15 * SECOND)).containsExactly("a 1", "b 2", "c 1", "other 1", "d 1");
  }

  @Test
  void aWiderBucketHoldsFourTimesTheRows() {
    for (int i = 0; i < 20; i++) {
      count(START_NANOS + i * 15 * SECOND, "s%02d".formatted(i), 1);
      if (i % 7 == 0) {
        store.checkpoint();
      }
    }
    store.checkpoint();

    assertThat(services(15 * SECOND)).hasSize(20);
    assertThat(services(300 * SECOND)).hasSize(13).contains("s11 1", "other 8");
  }

  @Test
  void bucketsOf15SecondsLast48HoursAndMinutesLonger() {
    count(START_NANOS + 40 * SECOND, "shop", 1);
    store.checkpoint();
    now = now.plus(Duration.ofHours(49));
    count(START_NANOS + 45 * SECOND, "shop", 10); // late: by the minute
    count(START_NANOS + 49 * HOUR, "shop", 100);
    store.checkpoint();
    TimeRange all = new TimeRange(START_NANOS + 40 * SECOND, START_NANOS + 3 * DAY);

    RollupAnswer fine = store.readRollup(RollupQuery.total("calls", all).every(15 * SECOND));
    RollupAnswer minutes = store.readRollup(RollupQuery.total("calls", all).every(60 * SECOND));
    RollupAnswer total = store.readRollup(RollupQuery.total("calls", all));

    assertThat(calls(fine)).containsExactly(100L);
    assertThat(fine.covered().fromUnixNano()).isEqualTo(START_NANOS + HOUR);
    assertThat(fine.completeness().complete()).isFalse();
    assertThat(calls(minutes)).containsExactly(11L, 100L);
    assertThat(calls(total)).containsExactly(111L);
    assertThat(total.covered().fromUnixNano()).isEqualTo(START_NANOS);
    assertThat(total.completeness().complete()).isTrue();
  }

  @Test
  void aFileWhoseRowsAreAllTooOldIsForgottenAndAnswersSayFromWhereTheyCount() {
    count(START_NANOS, "shop", 1);
    store.checkpoint();
    now = now.plus(Duration.ofDays(30));
    count(START_NANOS + 30 * DAY, "shop", 10);
    store.checkpoint();

    assertThat(store.expire(START_NANOS).removed()).isEmpty();
    RollupCheckpoint expired = store.expire(START_NANOS + DAY);
    store.checkpoint();
    store.crash();

    assertThat(expired.removed()).hasSize(1);
    RollupAnswer answer = store.readRollup(RollupQuery.total("calls", around(40 * DAY)));
    assertThat(calls(answer)).containsExactly(10L);
    assertThat(answer.covered().fromUnixNano()).isEqualTo(START_NANOS + DAY);
    assertThat(answer.completeness().reasons())
        .containsExactly("figures before 2026-11-23T03:00:00Z are no longer kept");
  }

  @Test
  void itemsBeyondTheRetentionOrFarInTheFutureAreNotCounted() {
    count(START_NANOS - 50 * DAY, "shop", 1);
    count(START_NANOS + DAY, "shop", 10);
    count(START_NANOS, "shop", 100);
    store.checkpoint();
    store.crash();

    RollupAnswer all = store.readRollup(RollupQuery.total("calls", around(60 * DAY)));
    RollupAnswer recent = store.readRollup(RollupQuery.total("calls", around(HOUR)));

    assertThat(calls(all)).containsExactly(100L);
    assertThat(all.completeness().reasons()).hasSize(2);
    assertThat(calls(recent)).containsExactly(100L);
    assertThat(recent.completeness().complete()).isTrue();
  }

  @Test
  void compactionLeavesOneFilePerTierAndWindow() {
    for (int day = 0; day < 3; day++) {
      now = START.plus(Duration.ofDays(day));
      count(START_NANOS + day * DAY, "shop", 1);
      store.checkpoint();
    }
    RollupCheckpoint compacted = store.compact(1);
    store.crash();

    assertThat(compacted.removed()).hasSize(3);
    assertThat(compacted.files()).allSatisfy(file -> assertThat(file.tiers()).hasSize(1));
    assertThat(compacted.files().stream().filter(file -> file.tiers().contains(Tier.MINUTE)))
        .hasSize(3);
    assertThat(calls(store.readRollup(RollupQuery.total("calls", around(5 * DAY)).every(DAY))))
        .containsExactly(1L, 1L, 1L);
  }

  @Test
  void aLargeFileOfAWindowStaysUntilAboutAsMuchHasCome() {
    countMinutes(0, 8);
    assertThat(minuteFiles(store.compact(1))).hasSize(1);
    countMinutes(8, 10);
    assertThat(minuteFiles(store.compact(1))).hasSize(2);
    countMinutes(10, 12);
    assertThat(minuteFiles(store.compact(1))).hasSize(1);
    store.crash();
    assertThat(total()).isEqualTo(12);
  }

  /** One call in each of some minutes, each in a checkpoint of its own. */
  private void countMinutes(int from, int to) {
    for (int minute = from; minute < to; minute++) {
      count(START_NANOS + minute * 60 * SECOND, "shop", 1);
      store.checkpoint();
    }
  }

  private static List<RollupFileInfo> minuteFiles(RollupCheckpoint checkpoint) {
    return checkpoint.files().stream()
        .filter(file -> file.tiers().equals(List.of(Tier.MINUTE)))
        .toList();
  }

  @Test
  void expiryTakesTheWindowsOf15SecondsFirst() {
    count(START_NANOS, "shop", 1);
    store.checkpoint();
    count(START_NANOS, "shop", 2);
    store.checkpoint();
    store.compact(1);
    now = now.plus(Duration.ofDays(4));

    RollupCheckpoint expired = store.expire(START_NANOS - DAY);

    assertThat(expired.removed()).hasSize(1);
    assertThat(expired.removed().getFirst().tiers()).containsExactly(Tier.FIFTEEN_SECONDS);
    RollupAnswer answer = store.readRollup(RollupQuery.total("calls", around(HOUR)));
    assertThat(calls(answer)).containsExactly(3L);
    assertThat(answer.completeness().complete()).isTrue();
  }

  @Test
  void anotherDefinitionOfATableIsKeptButNotRead() {
    count(START_NANOS, "shop", 1);
    store.checkpoint();
    store.crash(List.of(calls(List.of("calls", "failed"))));
    count(START_NANOS, "shop", 10);
    store.checkpoint();
    store.compact(100_000);

    RollupAnswer answer = store.readRollup(RollupQuery.total("calls", around(HOUR)));
    RollupAnswer later =
        store.readRollup(
            RollupQuery.total("calls", new TimeRange(START_NANOS + HOUR, START_NANOS + DAY)));

    assertThat(calls(answer)).containsExactly(10L);
    assertThat(answer.completeness().complete()).isFalse();
    assertThat(answer.completeness().reasons())
        .containsExactly("earlier figures of calls were of another kind and are not counted");
    assertThat(later.completeness().complete()).isTrue();

    store.crash(List.of(CALLS));
    assertThat(total()).isEqualTo(1);
  }

  @Test
  void aDamagedPageIsNamedAndTheOtherFilesServe() throws IOException {
    count(START_NANOS, "shop", 1);
    store.checkpoint();
    count(START_NANOS, "shop", 10);
    store.checkpoint();
    // the first section behind the header of 16 bytes is a list of keys, then come its rows
    flip(store.listed().getFirst(), 40);
    store.crash();

    RollupAnswer answer =
        store.readRollup(RollupQuery.total("calls", around(HOUR)).every(15 * SECOND));

    assertThat(calls(answer)).containsExactly(10L);
    assertThat(answer.completeness().complete()).isFalse();
    assertThat(answer.completeness().reasons().getFirst())
        .contains("000000.rollup section 0 calls 15s");
    assertThatThrownBy(() -> store.rollups().verify())
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("000000.rollup section 0 calls 15s");
  }

  @Test
  void everyByteOfAFileIsGuarded() throws IOException {
    count(START_NANOS, "shop", 1);
    store.checkpoint();
    Path file = store.listed().getFirst();
    int size = (int) Files.size(file);
    for (int offset = 0; offset < size; offset++) {
      flip(file, offset);
      store.crash();
      assertThatThrownBy(() -> store.rollups().verify())
          .as("byte %d", offset)
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("000000.rollup");
      RollupAnswer answer =
          store.readRollup(RollupQuery.total("calls", around(HOUR)).every(60 * SECOND));
      if (answer.completeness().complete()) {
        assertThat(calls(answer)).containsExactly(1L);
      }
      flip(file, offset);
    }
    store.crash();
    store.rollups().verify();
  }

  @Test
  void compactionLeavesADamagedFileAlone() throws IOException {
    for (int i = 0; i < 3; i++) {
      count(START_NANOS, "shop", 1);
      store.checkpoint();
    }
    Path bad = store.listed().getFirst();
    flip(bad, 40);
    store.crash();

    RollupCheckpoint compacted = store.compact(100_000);

    assertThat(compacted.files()).hasSize(2);
    assertThat(folder.resolve(compacted.files().getFirst().path())).isEqualTo(bad);
    assertThat(bad).exists();
  }

  @Test
  void aFileThatCannotBeOpenedMakesAnswersIncomplete() throws IOException {
    count(START_NANOS, "shop", 1);
    store.checkpoint();
    count(START_NANOS, "shop", 10);
    store.checkpoint();
    Path bad = store.listed().getFirst();
    Files.write(bad, new byte[10]);
    store.crash();

    assertThat(store.rollups().damaged()).hasSize(1);
    assertThat(total()).isEqualTo(10);
    assertThat(
            store
                .readRollup(RollupQuery.total("calls", around(HOUR)))
                .completeness()
                .reasons()
                .getFirst())
        .contains(bad.getFileName().toString());
  }

  @Test
  void aFilteredReadFindsOneServiceAmongMany() {
    for (int i = 0; i < 400; i++) {
      count(START_NANOS + i * 15 * SECOND / 4, "s" + i % 3, 1);
    }
    store.checkpoint();
    Filter one = Filter.eq(Field.dimension("service"), "s1");

    RollupAnswer answer =
        store.readRollup(RollupQuery.total("calls", around(DAY), "service").where(one));

    assertThat(calls(answer)).containsExactly(133L);
  }

  @Test
  void memoryIsFreedByACheckpoint() {
    assertThat(store.rollups().memoryBytes()).isZero();
    count(START_NANOS, "shop", 1);
    assertThat(store.rollups().memoryBytes()).isBetween(200L, 5_000L);
    store.checkpoint();
    assertThat(store.rollups().memoryBytes()).isZero();
  }

  private static void flip(Path file, int offset) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[offset] ^= 0x10;
    // a new file: the old one may be mapped
    Files.delete(file);
    Files.write(file, bytes);
  }

  private void count(long unixNano, String service, long calls) {
    store.apply(
        ++position,
        sink -> {
          var cell = sink.cell(CALLS, unixNano, RollupKey.ofTexts(service));
          cell.count(0, calls);
          cell.record(0, 1e6 * calls);
          cell.observe(0, "user-" + calls);
        });
  }

  private static TimeRange around(long nanos) {
    return new TimeRange(START_NANOS - nanos, START_NANOS + nanos);
  }

  private long total() {
    return calls(store.readRollup(RollupQuery.total("calls", around(HOUR)))).getFirst();
  }

  private static List<Long> calls(RollupAnswer answer) {
    return answer.rows().stream().map(row -> answer.count(row, "calls")).toList();
  }

  private List<String> services(long step) {
    RollupAnswer answer =
        store.readRollup(RollupQuery.total("calls", around(HOUR), "service").every(step));
    return answer.rows().stream()
        .map(row -> (row.overflow() ? "other" : row.text(0)) + " " + answer.count(row, "calls"))
        .toList();
  }
}
