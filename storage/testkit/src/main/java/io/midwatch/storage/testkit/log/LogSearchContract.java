package io.midwatch.storage.testkit.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.LongValue;
import io.midwatch.model.LogRecord;
import io.midwatch.storage.contract.query.Cursor;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.Page;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.SearchQuery.Sort;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.testkit.fixture.Logs;
import io.midwatch.storage.testkit.fixture.StoreContract;
import io.midwatch.storage.testkit.fixture.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages of log records: range, ties, limits, and arrays. Records are told apart by attribute n. */
public abstract class LogSearchContract extends StoreContract {
  private static final Field V = Field.attribute("v");

  @Test
  void rangesAreHalfOpen() {
    write(1, 2, 3);
    assertThat(numbers(newest(Times.seconds(1, 3)))).containsExactly(2L, 1L);
    assertThat(numbers(newest(Times.seconds(4, 4)))).isEmpty();
    TimeRange tight = new TimeRange(Times.second(2), Times.second(2) + 1);
    assertThat(numbers(newest(tight))).containsExactly(2L);
    TimeRange before = new TimeRange(Times.second(2) - 1, Times.second(2));
    assertThat(numbers(newest(before))).isEmpty();
  }

  /** Nine records of three times, so that most neighbours tie. */
  @ParameterizedTest
  @EnumSource(names = {"NEWEST_FIRST", "OLDEST_FIRST"})
  void pagesThroughTiesForwardsAndBackwards(Sort sort) {
    List<LogRecord> tied = new ArrayList<>();
    for (int n = 1; n <= 9; n++) {
      tied.add(numbered(n).times(Times.second(n / 3), Times.second(n / 3)).build());
    }
    store.logWriter().writeLogs(tied);
    Sort opposite = sort == Sort.NEWEST_FIRST ? Sort.OLDEST_FIRST : Sort.NEWEST_FIRST;
    List<Long> whole = numbers(page(sort, 100, null));
    assertThat(whole).hasSize(9).doesNotHaveDuplicates();
    assertThat(numbers(page(opposite, 100, null))).isEqualTo(whole.reversed());

    Page<LogRecord> first = page(sort, 4, null);
    Page<LogRecord> second = page(sort, 4, first.next());
    Page<LogRecord> third = page(sort, 4, second.next());
    List<Long> joined = new ArrayList<>(numbers(first));
    joined.addAll(numbers(second));
    joined.addAll(numbers(third));
    assertThat(joined).isEqualTo(whole);
    assertThat(third.rows()).hasSize(1);
    assertThat(third.next()).isNull();

    Page<LogRecord> back = page(opposite, 4, third.previous());
    assertThat(numbers(back).reversed()).isEqualTo(numbers(second));
  }

  @Test
  void stopsAtTheRowLimitAndSaysSo() {
    write(LongStream.rangeClosed(1, 50).toArray());
    Page<LogRecord> page = limited(new QueryLimits(10, 100, Duration.ofSeconds(10)));
    assertThat(page.rows()).hasSizeLessThanOrEqualTo(10);
    assertThat(page.completeness().complete()).isFalse();
    assertThat(page.completeness().scanned()).isLessThanOrEqualTo(10);
    assertThat(page.completeness().reasons()).isNotEmpty();
  }

  @Test
  void stopsAtTheDeadlineAndSaysSo() {
    write(1, 2, 3);
    Page<LogRecord> page = limited(new QueryLimits(100, 100, Duration.ZERO));
    assertThat(page.completeness().complete()).isFalse();
    assertThat(page.completeness().reasons()).isNotEmpty();
  }

  @Test
  void anArrayMatchesByAnyOfItsElements() {
    store
        .logWriter()
        .writeLogs(
            List.of(
                numbered(1).with("v", AttributeValue.ofStrings("red", "green")).build(),
                numbered(2)
                    .with(
                        "v",
                        AttributeValue.of(
                            List.of(AttributeValue.of(7), AttributeValue.of("redwood"))))
                    .build(),
                numbered(3).with("v", "red").build(),
                numbered(4).with("v", AttributeValue.of(List.of())).build(),
                numbered(5).build()));
    assertThat(matching(Filter.eq(V, "red"))).containsExactly(1L, 3L);
    assertThat(matching(Filter.eq(V, 7))).containsExactly(2L);
    assertThat(
            matching(
                new Filter.In(
                    V, List.of(AttributeValue.of("green"), AttributeValue.of("redwood")))))
        .containsExactly(1L, 2L);
    assertThat(matching(new Filter.Prefix(V, "red"))).containsExactly(1L, 2L, 3L);
    assertThat(matching(new Filter.NumberRange(V, 5.0, 8.0))).containsExactly(2L);
    assertThat(matching(Filter.and(Filter.eq(V, "red"), Filter.eq(V, "green"))))
        .containsExactly(1L);
    assertThat(matching(Filter.not(Filter.eq(V, "red")))).containsExactly(2L, 4L, 5L);
  }

  private static Logs numbered(long n) {
    return Logs.number(n).with("n", AttributeValue.of(n));
  }

  private void write(long... numbers) {
    store.logWriter().writeLogs(LongStream.of(numbers).mapToObj(n -> numbered(n).build()).toList());
  }

  private Page<LogRecord> newest(TimeRange range) {
    return store.logs().searchLogs(SearchQuery.newest(range, Filter.ALL, 10));
  }

  private Page<LogRecord> page(Sort sort, int limit, @Nullable Cursor after) {
    SearchQuery query = SearchQuery.newest(Times.HOUR, Filter.ALL, limit);
    return store.logs().searchLogs(query.sorted(sort).after(after));
  }

  private Page<LogRecord> limited(QueryLimits limits) {
    return store.logs().searchLogs(SearchQuery.newest(Times.HOUR, Filter.ALL, 100).limited(limits));
  }

  private List<Long> matching(Filter filter) {
    SearchQuery query = SearchQuery.newest(Times.HOUR, filter, 100).sorted(Sort.OLDEST_FIRST);
    return numbers(store.logs().searchLogs(query));
  }

  private static List<Long> numbers(Page<LogRecord> page) {
    return page.items().stream().map(LogSearchContract::number).toList();
  }

  private static long number(LogRecord log) {
    return log.attributes().find("n") instanceof LongValue(long n) ? n : -1;
  }
}
