package io.midwatch.bench.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.bench.workload.LogWorkload;
import io.midwatch.bench.workload.MetricWorkload;
import io.midwatch.bench.workload.Period;
import io.midwatch.bench.workload.SpanWorkload;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionsTest {
  private static final int ITEMS = 20_000;

  /** A question that finds nothing measures nothing. */
  @ParameterizedTest
  @ValueSource(strings = {"memory", "embedded"})
  void everyQuestionFindsSomethingInTheWorkload(String name, @TempDir Path folder) {
    long end = Instant.now().getEpochSecond() / 3_600 * 3_600_000_000_000L;
    Period twoHours = new Period(end - Duration.ofHours(2).toNanos(), end);
    SpanWorkload spans = new SpanWorkload(1, twoHours, ITEMS);
    Map<String, Long> rows = new HashMap<>();
    try (StoreUnderBench store = Stores.open(name, ITEMS, folder)) {
      assertThat(store.load(spans)).isEqualTo(ITEMS);
      assertThat(store.load(new LogWorkload(1, twoHours, ITEMS, ITEMS))).isEqualTo(ITEMS);
      store.settle().run();
      ask(new SpanQuestions(store, spans, twoHours).all(), rows);
      ask(new LogQuestions(store, twoHours).all(), rows);
    }

    assertThat(rows.remove("l1")).isLessThan(2);
    assertThat(rows.remove("l2")).isLessThan(2);
    assertThat(rows.remove("l3")).isLessThan(2);
    assertThat(rows.values()).allMatch(count -> count > 0);
    assertThat(rows).containsEntry("ii", 140L).containsEntry("ii'", 140L).containsEntry("iv", 20L);
    assertThat(rows.get("i")).isEqualTo(rows.get("i+"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory", "embedded"})
  void everyQuestionAboutMetricsFindsItsPoints(String name, @TempDir Path folder) {
    long end = Instant.now().getEpochSecond() / 3_600 * 3_600_000_000_000L;
    Period sixMinutes = new Period(end - Duration.ofMinutes(6).toNanos(), end);
    MetricWorkload points = new MetricWorkload(1, sixMinutes, 24L * MetricWorkload.SERIES);
    Map<String, Long> rows = new HashMap<>();
    try (StoreUnderBench store = Stores.open(name, 200_000, folder)) {
      assertThat(store.load(points)).isEqualTo(24L * MetricWorkload.SERIES);
      store.settle().run();
      ask(new MetricQuestions(store, sixMinutes).all(), rows);
    }

    assertThat(rows)
        .containsEntry("m1", 24L)
        .containsEntry("m2", 1_020L * 24)
        .containsEntry("m3", 1_020L * 20)
        .containsEntry("m4", 60L);
  }

  private static void ask(List<Question> questions, Map<String, Long> rows) {
    for (Question question : questions) {
      Question.Result result = question.ask().apply(0);
      assertThat(result.completeness().complete()).as(question.what()).isTrue();
      rows.put(question.id(), result.rows());
    }
  }
}
