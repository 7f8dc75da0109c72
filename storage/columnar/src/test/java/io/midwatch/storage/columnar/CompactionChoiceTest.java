package io.midwatch.storage.columnar;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.Signal;
import io.midwatch.storage.columnar.manifest.SegmentEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompactionChoiceTest {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();
  private static final long HOUR = 60 * MINUTE;

  private final CompactionChoice choice = new CompactionChoice(1000);
  private final List<SegmentEntry> segments = new ArrayList<>();

  @Test
  void waitsUntilTheHourIsOver() {
    add(10, 15 * MINUTE);
    add(10, 30 * MINUTE);
    assertThat(choose(HOUR + 19 * MINUTE)).isEmpty();
    assertThat(choose(HOUR + 20 * MINUTE)).isEqualTo(segments);
  }

  @Test
  void leavesHoursApart() {
    add(10, 15 * MINUTE);
    add(10, HOUR + 15 * MINUTE);
    assertThat(choose(100 * HOUR)).isEmpty();
    add(10, HOUR + 20 * MINUTE);
    assertThat(choose(100 * HOUR)).isEqualTo(segments.subList(1, 3));
  }

  @Test
  void mergesManySmallOnesAtOnce() {
    for (int i = 0; i < 7; i++) {
      add(10, i * HOUR);
    }
    assertThat(choose(0)).isEmpty();
    add(10, 7 * HOUR);
    assertThat(choose(0)).isEqualTo(segments);
  }

  @Test
  void makesNoneLargerThanAFullOne() {
    for (int i = 0; i < 9; i++) {
      add(240, i);
    }
    assertThat(choose(0)).isEqualTo(segments.subList(0, 4));
  }

  @Test
  void keepsLargeOnesAndDoesNotJumpOverThem() {
    add(10, 1);
    add(250, 2);
    add(10, 3);
    assertThat(choose(100 * HOUR)).isEmpty();
  }

  @Test
  void doesNotJumpOverADamagedOne() {
    for (int i = 0; i < 3; i++) {
      add(10, i);
    }
    SegmentEntry damaged = segments.get(1);
    assertThat(choice.choose(segments, segment -> !segment.equals(damaged), 100 * HOUR)).isEmpty();
  }

  @Test
  void keepsWhatExpiresADayApart() {
    for (int i = 0; i < 8; i++) {
      add(10, i * 7 * HOUR);
    }
    assertThat(choose(1000 * HOUR)).isEqualTo(segments.subList(0, 4));
  }

  private void add(long items, long maxUnixNano) {
    int number = segments.size();
    segments.add(
        new SegmentEntry(
            Signal.LOGS, "logs/" + number + ".seg", items, 0, maxUnixNano, number, number, 1));
  }

  private List<SegmentEntry> choose(long nowUnixNano) {
    return choice.choose(segments, _ -> true, nowUnixNano);
  }
}
