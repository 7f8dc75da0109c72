package io.midwatch.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.midwatch.model.PointValue;
import io.midwatch.model.Signal;
import io.midwatch.model.Span;
import io.midwatch.model.SpanKind;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.model.semconv.CanonicalMetric;
import io.midwatch.model.semconv.MetricReading;
import io.midwatch.model.semconv.MetricTable;
import io.midwatch.storage.contract.query.LabelMatcher;
import io.midwatch.storage.contract.query.Series;
import io.midwatch.storage.contract.query.SeriesQuery;
import io.midwatch.storage.testkit.fixture.MutableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What agents measured of requests says the same as the spans they sent, whatever name, unit and
 * labels they measured with; under two names it says so twice, and each name is told apart.
 */
class RecordedDurationsTest {
  /**
   * Percent. An agent takes the times of a span and of its measurement some 0.1 ms after each
   * other, on a slow machine up to 6 ms; requests take 20 ms and more.
   */
  private static final double APART = 10;

  private static final double TENTH_OF_A_PERCENT = 0.1;

  @TempDir Path folder;

  private record Measured(long count, double seconds) {
    Measured plus(Measured other) {
      return new Measured(count + other.count, seconds + other.seconds);
    }
  }

  static Stream<String> all() throws IOException {
    return AgentRecording.names().stream();
  }

  @ParameterizedTest
  @MethodSource("all")
  void metricsOfRequestsSayWhatSpansSay(String name) {
    AgentRecording recording = AgentRecording.read(name);
    Map<String, Measured> spans = spans(recording);
    Map<Integer, Map<String, Measured>> byGeneration = measured(recording);
    assertThat(byGeneration).isNotEmpty();
    Map<String, Measured> newest = byGeneration.values().iterator().next();
    assertAlike(newest, spans, APART);
    for (Map<String, Measured> older : byGeneration.values()) {
      assertAlike(older, newest, TENTH_OF_A_PERCENT);
    }
  }

  private static void assertAlike(
      Map<String, Measured> one, Map<String, Measured> other, double percent) {
    assertThat(one).containsOnlyKeys(other.keySet());
    one.forEach((endpoint, measured) -> {
      Measured expected = Objects.requireNonNull(other.get(endpoint));
      assertThat(measured.count).as(endpoint).isEqualTo(expected.count);
      assertThat(measured.seconds)
          .as(endpoint)
          .isCloseTo(expected.seconds, withPercentage(percent));
    });
  }

  @Test
  void anAgentThatSendsBothNamesIsAmongThem() {
    assertThat(measured(AgentRecording.read("java1-dup"))).hasSize(2);
  }

  private static Map<String, Measured> spans(AgentRecording recording) {
    Map<String, Measured> spans = new TreeMap<>();
    for (Span span : recording.spans()) {
      if (span.kind() == SpanKind.SERVER) {
        double seconds = (span.endTimeUnixNano() - span.startTimeUnixNano()) / 1e9;
        spans.merge(
            String.valueOf(Pipeline.READER.readText(span, CanonicalField.ENDPOINT)),
            new Measured(1, seconds),
            Measured::plus);
      }
    }
    return spans;
  }

  /** By generation of the name, then by endpoint. */
  private Map<Integer, Map<String, Measured>> measured(AgentRecording recording) {
    Map<Integer, Map<String, Measured>> measured = new TreeMap<>();
    try (Pipeline pipeline = Pipeline.open("memory", folder, new MutableClock(recording.time()))) {
      recording.requests().stream()
          .filter(request -> request.signal() == Signal.METRICS)
          .forEach(request -> pipeline.receive(request.signal(), request.body()));
      var everything = new LabelMatcher("__name__", LabelMatcher.Operator.MATCHES, ".+");
      for (Series series :
          pipeline.metrics().series(SeriesQuery.of(recording.range(), everything))) {
        MetricReading reading = MetricTable.read(series.identity());
        if (reading != null && reading.metric() == CanonicalMetric.HTTP_SERVER_DURATION) {
          measured
              .computeIfAbsent(reading.generation(), _ -> new TreeMap<>())
              .merge(
                  reading.label("http.request.method") + " " + reading.label("http.route"),
                  last(series, reading),
                  Measured::plus);
        }
      }
    }
    return measured;
  }

  private static Measured last(Series series, MetricReading reading) {
    PointValue value = reading.inCanonicalUnit(series.samples().getLast().value());
    return switch (value) {
      case PointValue.HistogramPoint point ->
          new Measured(point.count(), Objects.requireNonNull(point.sum()));
      case PointValue.SummaryPoint point -> new Measured(point.count(), point.sum());
      default -> throw new IllegalStateException("measures no time: " + value);
    };
  }
}
