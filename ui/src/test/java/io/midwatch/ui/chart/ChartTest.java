package io.midwatch.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.ui.format.ReaderZone;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartTest {
  private static final Instant FROM = Instant.parse("2026-11-17T02:17:00Z");

  @Test
  void decimationKeepsTheSpikeOfOneSample() {
    double[] values = new double[10_000];
    Arrays.fill(values, 1);
    values[7_777] = 9;
    values[3_333] = 0.5;

    Decimation thin = Decimation.of(values, 140);

    assertThat(thin.value()).hasSizeLessThanOrEqualTo(280).contains(9, 0.5);
  }

  @Test
  void decimationKeepsOrderAndExtremesOfEveryBucket() {
    Random random = new Random(17);
    double[] values = random.doubles(1_003, 0, 100).toArray();

    Decimation thin = Decimation.of(values, 100);

    assertThat(thin.index()).isSorted().doesNotHaveDuplicates();
    for (int b = 0; b < 100; b++) {
      int from = values.length * b / 100;
      int to = values.length * (b + 1) / 100;
      double high = Arrays.stream(values, from, to).max().orElseThrow();
      double low = Arrays.stream(values, from, to).min().orElseThrow();
      assertThat(thin.value()).contains(high, low);
    }
  }

  @Test
  void gapStaysOpenAndIsBoxed() {
    double[] values = {1, 1, Double.NaN, Double.NaN, Double.NaN, 1, 1};

    Sparkline spark = Sparkline.of(values, 84, 24, Tone.NORMAL);

    assertThat(spark.line().chars().filter(c -> c == 'M')).hasSize(2);
    assertThat(spark.gaps()).containsExactly(new Gap("13.5", "54"));
  }

  @Test
  void gapSaysHowLongThereIsNoData() {
    double[] values = new double[60];
    Arrays.fill(values, 20, 26, Double.NaN);
    Arrays.fill(values, 28, 32, Double.NaN);
    LineChart chart =
        new LineChartBuilder("Requests", FROM, FROM.plus(Duration.ofHours(1)))
            .line("requests", values, Tone.NORMAL)
            .description("20 a minute")
            .build();

    assertThat(chart.gaps()).hasSize(2);
    assertThat(chart.gapWords())
        .as("words of gaps that are near each other would overlap")
        .extracting(LineChart.GapWord::label)
        .containsExactly("no data 6\u00a0min");
    assertThat(chart.description()).isEqualTo("20 a minute, no data 6\u00a0min");
  }

  @Test
  void seriesWithoutAnyValueIsNeitherZeroNorAGap() {
    Sparkline spark = Sparkline.of(new double[] {Double.NaN, Double.NaN}, 84, 24, Tone.NORMAL);

    assertThat(spark.present()).isFalse();
    assertThat(spark.gaps()).isEmpty();
    assertThat(spark.endX()).isNull();
  }

  @Test
  void loneSampleIsADashThatIsSeenInsideTheBox() {
    double[] alone = {10};
    double[] first = {10, Double.NaN, Double.NaN, Double.NaN, Double.NaN};
    double[] between = {Double.NaN, Double.NaN, 10, Double.NaN, Double.NaN};

    assertThat(line(alone)).isEqualTo("M594 1.5L600 1.5");
    assertThat(line(first)).isEqualTo("M0 1.5L6 1.5");
    assertThat(line(between)).isEqualTo("M297 1.5L303 1.5");
    assertThat(Sparkline.of(between, 84, 24, Tone.NORMAL).line()).isEqualTo("M39 1.5L42 1.5");
  }

  private static String line(double[] values) {
    return new LineChartBuilder("t", FROM, FROM.plus(Duration.ofHours(1)))
        .line("s", values, Tone.NORMAL)
        .build()
        .lines()
        .getFirst()
        .path();
  }

  @Test
  void zeroLiesOnTheBaselineAndTheLargestAtTheTop() {
    Sparkline spark = Sparkline.of(new double[] {0, 10}, 84, 24, Tone.NORMAL);

    assertThat(spark.line()).isEqualTo("M0 22.5L81 1.5");
    assertThat(spark.endY()).isEqualTo("1.5");
  }

  @Test
  void limitRaisesTheScale() {
    double[] none = {};
    Sparkline spark = Sparkline.of(new double[] {1, 1}, none, 4, 1, 84, 25, Tone.CRIT);

    assertThat(spark.limitY()).isEqualTo("1.5");
    assertThat(spark.endY()).isEqualTo("18");
  }

  @Test
  void lineChartPlacesLabelsInPercentAndOnRoundTimes() {
    LineChart chart =
        new LineChartBuilder("Failing", FROM, FROM.plus(Duration.ofHours(1)))
            .line("failing", new double[] {0, 3, 7.8}, Tone.CRIT)
            .limit(1, "limit 1 %")
            .ghost(new double[] {1, 1, 1})
            .marker(FROM.plusSeconds(2700), "deploy 2.41.0")
            .marker(FROM.minusSeconds(60), "outside")
            .unit(value -> Math.round(value) + " %")
            .build();

    assertThat(chart.present()).isTrue();
    assertThat(chart.xTicks())
        .extracting(LineChart.XTick::label)
        .containsExactly("02:20", "02:30", "02:40", "02:50", "03:00", "03:10", "UTC");
    assertThat(chart.xTicks())
        .as("on a phone without")
        .filteredOn(LineChart.XTick::late)
        .extracting(LineChart.XTick::label)
        .containsExactly("03:10");
    assertThat(chart.xTicks().getFirst().x()).isEqualTo("5%");
    assertThat(chart.yTicks()).extracting(LineChart.YTick::label).containsExactly("10 %", "5 %");
    assertThat(chart.markers())
        .containsExactly(new LineChart.Marker("75%", "start", "deploy 2.41.0"));
    assertThat(chart.ghost()).startsWith("M0 ");
  }

  @Test
  void lineChartOfAFewMinutesNamesSeconds() {
    LineChart chart =
        new LineChartBuilder("Failing", FROM, FROM.plus(Duration.ofMinutes(3)))
            .line("failing", new double[] {1, 2}, Tone.CRIT)
            .build();

    assertThat(chart.xTicks())
        .extracting(LineChart.XTick::label)
        .doesNotHaveDuplicates()
        .contains("02:18:00", "02:18:30");
  }

  @Test
  void lineChartIsRoundWhereItIsReadAndNamesThatZone() {
    List<String> labels =
        ReaderZone.in(
            ZoneId.of("Asia/Kolkata"),
            () ->
                new LineChartBuilder("Failing", FROM, FROM.plus(Duration.ofHours(6)))
                    .line("failing", new double[] {1, 2}, Tone.CRIT).build().xTicks().stream()
                        .map(LineChart.XTick::label)
                        .toList());

    assertThat(labels).containsExactly("08:00", "09:00", "10:00", "11:00", "12:00", "UTC+5:30");
  }

  @ParameterizedTest(name = "largest value {0}: the label of the limit is above its line: {1}")
  @CsvSource({"0, false", "9, true"})
  void nameOfTheLimitLeavesTheTopToNamesOfDeploys(double largest, boolean above) {
    LineChart.Limit limit =
        new LineChartBuilder("Failing", FROM, FROM.plus(Duration.ofHours(1)))
            .line("failing", new double[] {0, largest}, Tone.CRIT)
            .limit(1, "limit 1 %")
            .build()
            .limit();

    assertThat(limit).isNotNull();
    double line = Double.parseDouble(limit.y()) + 16;
    double label = Double.parseDouble(limit.labelY());
    assertThat(label < line).isEqualTo(above);
    assertThat(label).isGreaterThan(24);
  }

  @ParameterizedTest(name = "top of {0} is {1}")
  @CsvSource({
    "0,1",
    "0.07,0.1",
    "1,1",
    "1.2,2",
    "3.9,4",
    "4.1,5",
    "7.8,10",
    "41234,50000",
    "NaN,1"
  })
  void axisEndsOnARoundNumber(double largest, double top) {
    assertThat(Axis.top(largest))
        .isCloseTo(top, org.assertj.core.data.Percentage.withPercentage(1e-6));
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({"4.800000000000001,4.8", "12,12", "-0.04,0", "-0.5,-0.5", "99.96,100"})
  void coordinatesHaveOneDecimal(double value, String text) {
    assertThat(Coordinate.text(value)).isEqualTo(text);
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({"0.3333,33.33%", "0,0%", "1.5,100%", "0.5,50%", "0.001,0.1%", "0.1005,10.05%"})
  void sharesBecomePercentages(double share, String text) {
    assertThat(Coordinate.percent(share)).isEqualTo(text);
  }
}
