package io.midwatch.query.asker;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.storage.contract.query.AggregateQuery;
import io.midwatch.storage.contract.query.CompareQuery;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.query.TraceQuery;
import io.midwatch.storage.contract.read.LogReader;
import io.midwatch.storage.contract.read.SpanReader;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private static final Duration TEN = Duration.ofSeconds(10);

  /** Each question takes all it may. */
  @Test
  void slowQuestionsOfOneAnswerShareItsTime() {
    List<Duration> taken = new ArrayList<>();
    Duration[] left = {Asker.PATIENCE};
    Asker.answer(
        () -> false,
        () -> left[0],
        () -> {
          for (int question = 0; question < 20; question++) {
            Duration share = Asker.share(TEN);
            taken.add(share);
            left[0] = left[0].minus(share);
          }
        });
    assertThat(taken.getFirst()).isEqualTo(TEN);
    assertThat(taken).isSortedAccordingTo((one, other) -> other.compareTo(one));
    assertThat(taken.getLast()).isEqualTo(Duration.ofMillis(250));
    assertThat(taken.stream().reduce(Duration.ZERO, Duration::plus))
        .isLessThan(Asker.PATIENCE.plusSeconds(3));
  }

  @Test
  void aQuestionTakesNoMoreThanItsOwnTime() {
    Asker.answer(
        () -> false,
        () -> Asker.PATIENCE,
        () -> assertThat(Asker.share(Duration.ofSeconds(2))).isEqualTo(Duration.ofSeconds(2)));
  }

  @Test
  void whereNobodyWaitsNobodyLosesPatience() {
    assertThat(Asker.share(TEN)).isEqualTo(TEN);
  }

  @Test
  void everyQuestionAboutSpansAndLogsTakesItsShare() {
    List<Duration> asked = new ArrayList<>();
    SpanReader spans = new PatientSpans(writingDown(SpanReader.class, asked));
    LogReader logs = new PatientLogs(writingDown(LogReader.class, asked));
    TimeRange range = new TimeRange(0, 1);
    SearchQuery search = SearchQuery.newest(range, Filter.ALL, 1);
    AggregateQuery figures = AggregateQuery.of(range, Filter.ALL, List.of(), List.of());
    CompareQuery compare =
        new CompareQuery(
            QueryScope.ALL, range, Filter.ALL, Filter.ALL, List.of(), 1, QueryLimits.DEFAULT);
    Asker.answer(
        () -> false,
        () -> Duration.ofSeconds(6),
        () -> {
          spans.searchSpans(search);
          spans.searchTraces(TraceQuery.newest(range, Filter.ALL, 1));
          spans.aggregateSpans(figures);
          spans.compareSpans(compare);
          logs.searchLogs(search);
          logs.aggregateLogs(figures);
          logs.compareLogs(compare);
        });
    assertThat(asked).hasSize(7).containsOnly(Duration.ofSeconds(2));
  }

  /** A store that has no answer, but writes down what each may take. */
  private static <T> T writingDown(Class<T> store, List<Duration> asked) {
    return store.cast(
        Proxy.newProxyInstance(
            store.getClassLoader(),
            new Class<?>[] {store},
            (_, _, arguments) -> {
              asked.add(limits(arguments[0]).timeout());
              return null;
            }));
  }

  private static QueryLimits limits(Object question) {
    return switch (question) {
      case SearchQuery search -> search.limits();
      case TraceQuery traces -> traces.limits();
      case AggregateQuery figures -> figures.limits();
      case CompareQuery compare -> compare.limits();
      default -> throw new IllegalArgumentException(question.toString());
    };
  }
}
