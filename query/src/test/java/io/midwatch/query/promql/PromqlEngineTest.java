package io.midwatch.query.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.midwatch.query.asker.Asker;
import io.midwatch.query.promql.histogram.BucketCounts;
import io.midwatch.query.promql.histogram.FloatHistogram;
import io.midwatch.query.promql.series.Column;
import io.midwatch.query.promql.series.Grid;
import io.midwatch.query.promql.series.Labels;
import io.midwatch.query.promql.series.SampleBuffer;
import io.midwatch.query.promql.series.SeriesSource;
import io.midwatch.query.promql.series.Value;
import io.midwatch.query.promql.syntax.FunctionSignature;
import io.midwatch.query.promql.syntax.FunctionTable;
import io.midwatch.query.promql.syntax.ValueType;
import io.midwatch.storage.contract.AbandonedException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromqlEngineTest {
  /** Ten series {@code x{n="0"}} … of a sample a second. */
  private static final SeriesSource TEN =
      (selection, visitor) -> {
        for (int n = 0; n < 10; n++) {
          SampleBuffer samples = new SampleBuffer();
          for (long time = Math.max(0, selection.fromMillis() / 1000 * 1000);
              time <= selection.toMillis();
              time += 1000) {
            samples.add(time, n);
          }
          visitor.visit(Labels.of(Labels.NAME, "x", "n", Integer.toString(n)), samples);
        }
        return List.of();
      };

  private final PromqlEngine engine = new PromqlEngine(TEN, PromqlOptions.DEFAULT);

  @Test
  void stopsAtTheLimitOfSamples() {
    PromqlOptions few =
        new PromqlOptions(
            Duration.ofMinutes(5), Duration.ofMinutes(1), 500, 100, Duration.ofHours(1));

    assertThatThrownBy(() -> engine.instant("sum(rate(x[2m]))", 600_000, few, () -> false))
        .hasMessageContaining("too many samples")
        .extracting("kind")
        .isEqualTo(PromqlException.Kind.EXECUTION);
  }

  @Test
  void stopsAtTheLimitOfSeries() {
    PromqlOptions few =
        new PromqlOptions(
            Duration.ofMinutes(5), Duration.ofMinutes(1), 1_000_000, 9, Duration.ofHours(1));

    assertThatThrownBy(() -> engine.instant("x", 600_000, few, () -> false))
        .hasMessage("query selects more than 9 series");
  }

  @Test
  void refusesSubqueriesOfMoreStepsThanSamples() {
    assertThatThrownBy(() ->
            engine.instant(
                "sum_over_time(x[10y:1ms])", 600_000, PromqlOptions.DEFAULT, () -> false))
        .hasMessageContaining("too many samples");
  }

  @Test
  void stopsWhenTheTimeIsOver() {
    PromqlOptions hurried = PromqlOptions.DEFAULT.withTimeout(Duration.ZERO);

    assertThatThrownBy(() -> engine.instant("x", 600_000, hurried, () -> false))
        .extracting("kind")
        .isEqualTo(PromqlException.Kind.TIMEOUT);
  }

  @Test
  void stopsWhenTheAskerGivesUp() {
    assertThatThrownBy(() -> engine.instant("x", 600_000, PromqlOptions.DEFAULT, () -> true))
        .extracting("kind")
        .isEqualTo(PromqlException.Kind.CANCELED);
  }

  /** A series {@code h} of one native histogram. */
  private static final SeriesSource HISTOGRAM =
      (selection, visitor) -> {
        SampleBuffer samples = new SampleBuffer();
        samples.add(
            selection.toMillis(),
            FloatHistogram.custom(new double[] {1}, 2, 3, BucketCounts.dense(0, 1, 1)));
        visitor.visit(Labels.of(Labels.NAME, "h"), samples);
        return List.of();
      };

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "min(h) | 1:5",
        "stddev by (job) (h) | 1:18",
        "quantile(0.5, h) | 1:15",
        "topk(1, h) | 1:1"
      })
  void tellsOfIgnoredHistogramsWherePrometheusDoes(String query, String place) {
    QueryResult result =
        new PromqlEngine(HISTOGRAM, PromqlOptions.DEFAULT)
            .instant(query, 600_000, PromqlOptions.DEFAULT, () -> false);

    assertThat(result.annotations())
        .extracting(annotation -> annotation.message(query))
        .singleElement()
        .asString()
        .endsWith("aggregation (" + place + ")");
  }

  /** Waits as a store does whose workers are all busy. */
  private static final SeriesSource BUSY =
      (_, _) -> {
        while (!Asker.gone().getAsBoolean()) {
          Thread.onSpinWait();
        }
        throw new AbandonedException();
      };

  @Test
  void waitsForAStoreNoLongerThanThereIsTime() {
    PromqlOptions hurried = PromqlOptions.DEFAULT.withTimeout(Duration.ofMillis(10));

    assertThatThrownBy(() ->
            new PromqlEngine(BUSY, PromqlOptions.DEFAULT)
                .instant("x", 600_000, hurried, () -> false))
        .extracting("kind")
        .isEqualTo(PromqlException.Kind.TIMEOUT);
  }

  @Test
  void waitsForAStoreNoLongerThanTheAskerDoes() {
    AtomicInteger looks = new AtomicInteger();

    assertThatThrownBy(() ->
            new PromqlEngine(BUSY, PromqlOptions.DEFAULT)
                .instant("x", 600_000, PromqlOptions.DEFAULT, () -> looks.incrementAndGet() > 3))
        .extracting("kind")
        .isEqualTo(PromqlException.Kind.CANCELED);
  }

  @Test
  void ordersTheSeriesOfARangeByLabels() {
    Value value =
        engine
            .range("-x", Grid.range(60_000, 120_000, 30_000), PromqlOptions.DEFAULT, () -> false)
            .value();

    assertThat(value).isInstanceOf(Value.Vector.class);
    assertThat(((Value.Vector) value).columns())
        .extracting(Column::labels)
        .isSorted()
        .hasSize(10)
        .allMatch(labels -> labels.metric().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "info(x)",
        "limitk(2, x)",
        "x + fill(0) x",
        "rate(x[5m] anchored)",
        "x smoothed",
        "mad_over_time(x[5m])",
        "step()"
      })
  void saysThatExperimentalPartsAreNotSupportedYet(String query) {
    assertThatThrownBy(() -> engine.instant(query, 0, PromqlOptions.DEFAULT, () -> false))
        .hasMessageContaining("experimental and not supported yet")
        .extracting("kind")
        .isEqualTo(PromqlException.Kind.NOT_SUPPORTED);
  }

  @Test
  void hasEveryStableFunction() {
    for (FunctionSignature function : FunctionTable.functions()) {
      if (!function.experimental()) {
        String arguments =
            function.arguments().stream()
                .map(PromqlEngineTest::example)
                .collect(Collectors.joining(", "));
        engine.instant(
            function.name() + "(" + arguments + ")", 600_000, PromqlOptions.DEFAULT, () -> false);
      }
    }
    assertThat(FunctionTable.functions()).filteredOn(it -> !it.experimental()).hasSize(73);
  }

  private static String example(ValueType type) {
    return switch (type) {
      case SCALAR -> "1";
      case STRING -> "\"a\"";
      case VECTOR -> "x{n='1'}";
      case MATRIX -> "x[5m]";
    };
  }
}
