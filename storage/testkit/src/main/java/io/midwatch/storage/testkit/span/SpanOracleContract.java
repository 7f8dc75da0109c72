package io.midwatch.storage.testkit.span;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Span;
import io.midwatch.storage.contract.query.AggregateAnswer.Group;
import io.midwatch.storage.contract.query.AggregateQuery;
import io.midwatch.storage.contract.query.Cursor;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.GroupBy;
import io.midwatch.storage.contract.query.Metric;
import io.midwatch.storage.contract.query.Page;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.SearchQuery.Sort;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.testkit.fixture.Spans;
import io.midwatch.storage.testkit.fixture.StoreContract;
import io.midwatch.storage.testkit.fixture.Times;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** A few thousand random spans, asked at random and compared with plain code over the same list. */
public abstract class SpanOracleContract extends StoreContract {
  private static final int SPANS = 4_000;
  private static final int QUESTIONS = 30;
  private static final List<String> REGIONS = List.of("eu", "us", "ap");
  private static final Field REGION = Field.attribute("region");
  private static final Field SIZE = Field.attribute("size");

  private final Random random = new Random(20260102);
  private final List<Span> spans = new ArrayList<>();

  /** A filter and the same in plain code. */
  private record Question(Filter filter, Predicate<Span> plain) {}

  private void write() {
    for (int i = 1; i <= SPANS; i++) {
      Spans span =
          Spans.number(i)
              .trace(1 + random.nextInt(500))
              .startingAt(Times.START_NANOS + random.nextInt(3_000) * Times.SECOND + i)
              .lasting(1 + Math.round(Math.exp(random.nextDouble() * 18)));
      if (random.nextInt(4) > 0) {
        span.with("region", REGIONS.get(random.nextInt(REGIONS.size())));
      }
      if (random.nextBoolean()) {
        span.with("size", random.nextInt(100));
      }
      spans.add((random.nextInt(10) == 0 ? span.failed() : span).build());
    }
    for (int from = 0; from < SPANS; from += 250) {
      List<Span> batch = spans.subList(from, from + 250);
      store.batches().write(batches.spans("local", Times.second(from), batch));
    }
  }

  private Question question(int depth) {
    return switch (random.nextInt(depth > 0 ? 7 : 4)) {
      case 0 -> {
        String region = REGIONS.get(random.nextInt(REGIONS.size()));
        yield new Question(
            Filter.eq(REGION, region),
            span -> region.equals(span.attributes().findString("region")));
      }
      case 1 -> {
        double from = random.nextInt(100);
        double to = from + random.nextInt(50);
        yield new Question(
            new Filter.NumberRange(SIZE, from, to),
            span -> {
              Long size = span.attributes().findLong("size");
              return size != null && size >= from && size < to;
            });
      }
      case 2 ->
          new Question(new Filter.Exists(SIZE), span -> span.attributes().keys().contains("size"));
      case 3 ->
          new Question(Filter.eq(Field.named("status"), "error"), span -> span.status().isError());
      case 4 -> {
        Question inner = question(depth - 1);
        yield new Question(Filter.not(inner.filter), inner.plain.negate());
      }
      case 5 -> {
        Question left = question(depth - 1);
        Question right = question(depth - 1);
        yield new Question(Filter.and(left.filter, right.filter), left.plain.and(right.plain));
      }
      default -> {
        Question left = question(depth - 1);
        Question right = question(depth - 1);
        yield new Question(Filter.or(left.filter, right.filter), left.plain.or(right.plain));
      }
    };
  }

  private TimeRange range() {
    long from = random.nextInt(3_000);
    return Times.seconds(from, from + random.nextInt(2_000));
  }

  @Test
  void findsWhatPlainCodeFinds() {
    write();
    for (int i = 0; i < QUESTIONS; i++) {
      Question question = question(3);
      TimeRange range = range();
      Sort sort = Sort.values()[i % Sort.values().length];
      List<Span> expected =
          spans.stream()
              .filter(span -> range.contains(span.startTimeUnixNano()))
              .filter(question.plain)
              .sorted(order(sort))
              .toList();
      assertThat(allPages(range, question.filter, sort, 1 + random.nextInt(400)))
          .as("question " + i + " " + sort + " " + question.filter)
          .isEqualTo(expected);
    }
  }

  /**
   * Starts are unique; durations tie now and then, and then the later number has the greater id.
   */
  private static Comparator<Span> order(Sort sort) {
    Comparator<Span> byNumber = Comparator.comparingLong(span -> span.spanId().value());
    Comparator<Span> ascending =
        switch (sort) {
          case NEWEST_FIRST, OLDEST_FIRST -> Comparator.comparingLong(Span::startTimeUnixNano);
          case LONGEST_FIRST, SHORTEST_FIRST ->
              Comparator.comparingLong(Span::durationNanos).thenComparing(byNumber);
        };
    return switch (sort) {
      case NEWEST_FIRST, LONGEST_FIRST -> ascending.reversed();
      case OLDEST_FIRST, SHORTEST_FIRST -> ascending;
    };
  }

  private List<Span> allPages(TimeRange range, Filter filter, Sort sort, int limit) {
    List<Span> found = new ArrayList<>();
    Cursor after = null;
    do {
      SearchQuery query = SearchQuery.newest(range, filter, limit).sorted(sort).after(after);
      Page<Span> page = store.spans().searchSpans(query);
      found.addAll(page.items());
      after = page.next();
    } while (after != null);
    return found;
  }

  @Test
  void countsWhatPlainCodeCounts() {
    write();
    for (int i = 0; i < QUESTIONS; i++) {
      Question question = question(3);
      TimeRange range = range();
      long step = (1 + random.nextInt(600)) * Times.SECOND;
      Map<List<AttributeValue>, List<Span>> expected = new HashMap<>();
      for (Span span : spans) {
        if (range.contains(span.startTimeUnixNano()) && question.plain.test(span)) {
          expected.computeIfAbsent(key(span, step), _ -> new ArrayList<>()).add(span);
        }
      }
      List<Group> groups = groups(range, question.filter, step);
      assertThat(groups)
          .as("question " + i + " " + question.filter)
          .extracting(Group::key)
          .containsExactlyInAnyOrderElementsOf(expected.keySet());
      groups.forEach(group -> assertFigures(group, expected.getOrDefault(group.key(), List.of())));
    }
  }

  private static List<AttributeValue> key(Span span, long step) {
    AttributeValue region = span.attributes().find("region");
    return List.of(
        region == null ? AttributeValue.EMPTY : region,
        AttributeValue.of(span.startTimeUnixNano() / step * step));
  }

  private List<Group> groups(TimeRange range, Filter filter, long step) {
    Field duration = Field.named("duration");
    return store
        .spans()
        .aggregateSpans(
            AggregateQuery.of(
                range,
                filter,
                List.of(GroupBy.terms(REGION), new GroupBy.TimeBucket(step)),
                List.of(
                    new Metric.Count("count"),
                    new Metric.Sum("sum", duration),
                    new Metric.Max("max", duration),
                    new Metric.Min("size", SIZE),
                    new Metric.Percentile("p90", duration, 0.9))))
        .groups();
  }

  private static void assertFigures(Group group, List<Span> members) {
    long[] durations = members.stream().mapToLong(Span::durationNanos).sorted().toArray();
    assertThat(group.count("count")).isEqualTo(members.size());
    double sum = members.stream().mapToDouble(Span::durationNanos).sum();
    assertThat(group.value("sum").orElseThrow()).isCloseTo(sum, within(sum * 1e-9));
    assertThat(group.value("max")).hasValue(durations[durations.length - 1]);
    long[] sizes =
        members.stream()
            .map(span -> span.attributes().findLong("size"))
            .filter(Objects::nonNull)
            .mapToLong(Long::longValue)
            .sorted()
            .toArray();
    assertThat(group.value("size").isPresent()).isEqualTo(sizes.length > 0);
    if (sizes.length > 0) {
      assertThat(group.value("size")).hasValue(sizes[0]);
    }
    double p90 = group.value("p90").orElseThrow();
    assertThat(Arrays.stream(durations).anyMatch(each -> near(p90, each)))
        .as("a value within 2.5 % of " + p90 + " occurs")
        .isTrue();
    long atMost = Arrays.stream(durations).filter(each -> each <= p90 * 1.025).count();
    long below = Arrays.stream(durations).filter(each -> each < p90 / 1.025).count();
    assertThat(below - 1.0).isLessThanOrEqualTo(0.9 * durations.length);
    assertThat(atMost + 1.0).isGreaterThanOrEqualTo(0.9 * durations.length);
  }

  private static boolean near(double figure, long value) {
    return Math.abs(figure - value) <= 0.025 * value + 0.5;
  }
}
