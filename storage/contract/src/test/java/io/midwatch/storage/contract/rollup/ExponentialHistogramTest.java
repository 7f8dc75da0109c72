package io.midwatch.storage.contract.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExponentialHistogramTest {
  private static final double[] QUANTILES = {0.001, 0.01, 0.25, 0.5, 0.9, 0.95, 0.99, 0.999};

  /** Values as durations in nanoseconds come, from one decade to twelve. */
  enum Spread {
    NARROW(random -> 2e6 + 1e6 * random.nextDouble()),
    LOG_NORMAL(random -> Math.exp(15 + 1.5 * random.nextGaussian())),
    TWO_PEAKS(random ->
        random.nextInt(10) == 0 ? 3e9 + random.nextInt(1000) : 4e6 + random.nextInt(1000)),
    SIX_DECADES(random -> Math.pow(10, 3 + 6 * random.nextDouble())),
    TWELVE_DECADES(random -> Math.pow(10, 12 * random.nextDouble()));

    private final ToDoubleFunction<Random> draw;

    Spread(ToDoubleFunction<Random> draw) {
      this.draw = draw;
    }

    double[] values(int count) {
      Random random = new Random(42);
      return random.doubles(0, 1).limit(count).map(_ -> draw.applyAsDouble(random)).toArray();
    }
  }

  @ParameterizedTest
  @EnumSource
  void quantilesAreWithinTwoAndAHalfPercentOfTheExactOnes(Spread spread) {
    double[] values = spread.values(5_000);
    ExponentialHistogram histogram = of(values);
    Arrays.sort(values);

    for (double quantile : QUANTILES) {
      double exact = values[(int) Math.ceil(quantile * values.length) - 1];
      assertThat(histogram.quantile(quantile))
          .as("quantile %s", quantile)
          .isCloseTo(exact, Percentage.withPercentage(2.5));
    }
  }

  @ParameterizedTest
  @EnumSource
  void mergingIsRecordingAll(Spread spread) {
    double[] values = spread.values(2_000);
    ExponentialHistogram merged = new ExponentialHistogram();
    for (int from = 0; from < values.length; from += 100) {
      merged.merge(of(Arrays.copyOfRange(values, from, from + 100)));
    }

    ExponentialHistogram all = of(values);
    assertThat(merged.scale()).isEqualTo(all.scale());
    assertThat(merged.offset()).isEqualTo(all.offset());
    assertThat(merged.bucketCounts()).isEqualTo(all.bucketCounts());
    assertThat(merged.count()).isEqualTo(all.count());
    assertThat(merged.min()).isEqualTo(all.min());
    assertThat(merged.max()).isEqualTo(all.max());
    assertThat(merged.sum()).isCloseTo(all.sum(), Percentage.withPercentage(1e-9));
  }

  @Test
  void mergesACoarseOneIntoAFineOneAndBack() {
    ExponentialHistogram fine = of(1e6, 2e6);
    ExponentialHistogram coarse = of(1e-6, 1e6, 1e15);
    assertThat(coarse.scale()).isLessThan(fine.scale());

    ExponentialHistogram one = fine.copy();
    one.merge(coarse);
    ExponentialHistogram other = coarse.copy();
    other.merge(fine);

    assertThat(one.bucketCounts()).isEqualTo(other.bucketCounts());
    assertThat(one.scale()).isEqualTo(coarse.scale());
    assertThat(fine.count()).isEqualTo(2);
  }

  @Test
  void leavesTheOtherAsItIs() {
    ExponentialHistogram other = of(1, 10);
    ExponentialHistogram histogram = of(1e12);
    histogram.merge(other);
    histogram.record(5);

    assertThat(other.count()).isEqualTo(2);
    assertThat(other.max()).isEqualTo(10);
  }

  @Test
  void lowersTheScaleAndKeepsTheBoundWhenValuesSpread() {
    ExponentialHistogram histogram = of(1);
    assertThat(histogram.scale()).isEqualTo(5);
    histogram.record(Math.pow(2, 25));
    assertThat(histogram.scale()).isEqualTo(4);
    histogram.record(Double.MIN_NORMAL);
    histogram.record(Double.MAX_VALUE);

    assertThat(histogram.bucketCounts().length)
        .isLessThanOrEqualTo(ExponentialHistogram.MAX_BUCKETS);
    assertThat(Arrays.stream(histogram.bucketCounts()).sum()).isEqualTo(4);
    assertThat(histogram.quantile(0)).isEqualTo(Double.MIN_NORMAL);
    assertThat(histogram.quantile(1)).isEqualTo(Double.MAX_VALUE);
  }

  @Test
  void putsPowersOfTwoAtTheUpperEndOfTheirBucket() {
    for (int exponent = -60; exponent <= 60; exponent++) {
      ExponentialHistogram histogram = of(Math.pow(2, exponent));
      assertThat(histogram.offset()).as("2^%s", exponent).isEqualTo(exponent * 32 - 1);
    }
  }

  @Test
  void countsZeroApart() {
    ExponentialHistogram histogram = of(0, 0, 0, 8);

    assertThat(histogram.zeroCount()).isEqualTo(3);
    assertThat(histogram.quantile(0.5)).isZero();
    assertThat(histogram.quantile(0.76)).isCloseTo(8, Percentage.withPercentage(2.5));
    assertThat(histogram.min()).isZero();
    assertThat(histogram.countAtMost(0)).isEqualTo(3);
  }

  @Test
  void ignoresWhatIsNoMeasurement() {
    ExponentialHistogram histogram = of(-1, Double.NaN, Double.POSITIVE_INFINITY);
    histogram.record(5, 0);
    histogram.record(5, -3);

    assertThat(histogram.count()).isZero();
    assertThat(histogram.quantile(0.5)).isNaN();
    assertThat(histogram.min()).isNaN();
    assertThat(histogram.max()).isNaN();
    assertThat(histogram.mean()).isNaN();
    assertThat(histogram.countAtMost(1)).isZero();
  }

  @Test
  void aSingleValueIsEveryQuantile() {
    ExponentialHistogram histogram = new ExponentialHistogram();
    histogram.record(123_456, 1_000);

    assertThat(histogram.quantile(0)).isEqualTo(123_456);
    assertThat(histogram.quantile(0.5)).isEqualTo(123_456);
    assertThat(histogram.quantile(1)).isEqualTo(123_456);
    assertThat(histogram.count()).isEqualTo(1_000);
    assertThat(histogram.mean()).isEqualTo(123_456);
  }

  @ParameterizedTest
  @EnumSource
  void countsWhatLiesAtOrBelowALimit(Spread spread) {
    double[] values = spread.values(5_000);
    ExponentialHistogram histogram = of(values);
    double limit = Arrays.stream(values).sorted().skip(2_500).findFirst().orElseThrow();
    long least = Arrays.stream(values).filter(value -> value <= limit * 0.955).count();
    long most = Arrays.stream(values).filter(value -> value <= limit * 1.045).count();

    assertThat(histogram.countAtMost(limit)).isBetween((double) least, (double) most);
    assertThat(histogram.countAtMost(histogram.max())).isEqualTo(5_000);
    assertThat(histogram.countAtMost(histogram.min() / 2)).isCloseTo(0, within(0.0));
  }

  private static ExponentialHistogram of(double... values) {
    ExponentialHistogram histogram = new ExponentialHistogram();
    for (double value : values) {
      histogram.record(value);
    }
    return histogram;
  }
}
