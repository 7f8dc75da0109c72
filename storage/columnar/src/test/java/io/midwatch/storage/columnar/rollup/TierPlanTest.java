package io.midwatch.storage.columnar.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.storage.contract.query.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TierPlanTest {
  private static final long FINE_FROM = at("2026-11-20T03:00:00Z");

  @Test
  void aTotalReadsWholeHoursFromTheHourTierAndTheEdgesFromFinerOnes() {
    TimeRange range = range("2026-11-22T00:58:30Z", "2026-11-22T03:07:15Z");

    assertThat(texts(TierPlan.of(range, 0)))
        .containsExactly(
            "15s 2026-11-22T00:58:30Z 2026-11-22T00:59:00Z",
            "1m 2026-11-22T00:59:00Z 2026-11-22T01:00:00Z",
            "1h 2026-11-22T01:00:00Z 2026-11-22T03:00:00Z",
            "5m 2026-11-22T03:00:00Z 2026-11-22T03:05:00Z",
            "1m 2026-11-22T03:05:00Z 2026-11-22T03:07:00Z",
            "15s 2026-11-22T03:07:00Z 2026-11-22T03:07:15Z");
  }

  @Test
  void aStepReadsTheCoarsestTierThatDividesIt() {
    TimeRange hour = range("2026-11-22T01:00:00Z", "2026-11-22T02:00:00Z");

    assertThat(tier(hour, 15)).isEqualTo(Tier.FIFTEEN_SECONDS);
    assertThat(tier(hour, 90)).isEqualTo(Tier.FIFTEEN_SECONDS);
    assertThat(tier(hour, 60)).isEqualTo(Tier.MINUTE);
    assertThat(tier(hour, 600)).isEqualTo(Tier.FIVE_MINUTES);
    assertThat(tier(hour, 3_600)).isEqualTo(Tier.HOUR);
  }

  @Test
  void aTotalIsWidenedToMinutesWhereBucketsOf15SecondsAreGone() {
    TimeRange asked = range("2026-11-01T00:00:20Z", "2026-11-22T03:07:01Z");

    assertThat(TierPlan.cover(asked, 0, FINE_FROM))
        .isEqualTo(range("2026-11-01T00:00:00Z", "2026-11-22T03:07:15Z"));
  }

  @Test
  void partsFollowEachOtherWithoutGapOrOverlapInWholeBuckets() {
    Random random = new Random(7);
    for (int round = 0; round < 2_000; round++) {
      long from = FINE_FROM + random.nextLong(-3_600_000_000_000L * 50, 3_600_000_000_000L * 50);
      TimeRange asked = new TimeRange(from, from + (long) Math.exp(random.nextDouble() * 36));
      TimeRange covered = TierPlan.cover(asked, 0, FINE_FROM);
      List<TierPlan.Part> parts = new ArrayList<>(TierPlan.of(covered, 0).parts());
      parts.sort(Comparator.comparingLong(part -> part.range().fromUnixNano()));
      long next = covered.fromUnixNano();
      for (TierPlan.Part part : parts) {
        long width = part.tier().width().nanos();
        assertThat(part.range().fromUnixNano()).isEqualTo(next);
        assertThat(part.range().lengthNanos()).isPositive();
        assertThat(part.range().fromUnixNano() % width).isZero();
        assertThat(part.range().toUnixNano() % width).isZero();
        if (part.tier() == Tier.FIFTEEN_SECONDS) {
          assertThat(part.range().fromUnixNano()).isGreaterThanOrEqualTo(FINE_FROM);
        }
        next = part.range().toUnixNano();
      }
      assertThat(next).isEqualTo(covered.toUnixNano());
    }
  }

  @Test
  void everythingThereIsCanBePlanned() {
    List<TierPlan.Part> parts = TierPlan.of(TimeRange.ALL, 0).parts();

    assertThat(parts.stream().mapToLong(part -> part.range().lengthNanos()).sum())
        .isEqualTo(Long.MAX_VALUE);
  }

  private static Tier tier(TimeRange range, long stepSeconds) {
    return TierPlan.of(range, stepSeconds * 1_000_000_000L).parts().getFirst().tier();
  }

  private static List<String> texts(TierPlan plan) {
    return plan.parts().stream()
        .map(part ->
            part.tier()
                + " "
                + Instant.ofEpochSecond(0, part.range().fromUnixNano())
                + " "
                + Instant.ofEpochSecond(0, part.range().toUnixNano()))
        .toList();
  }

  private static TimeRange range(String from, String to) {
    return new TimeRange(at(from), at(to));
  }

  private static long at(String time) {
    return Instant.parse(time).getEpochSecond() * 1_000_000_000L;
  }
}
