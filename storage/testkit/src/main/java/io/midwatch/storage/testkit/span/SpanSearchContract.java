package io.midwatch.storage.testkit.span;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.Span;
import io.midwatch.storage.contract.query.Cursor;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.Page;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.SearchQuery.Sort;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.testkit.fixture.Spans;
import io.midwatch.storage.testkit.fixture.StoreContract;
import io.midwatch.storage.testkit.fixture.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages of spans: range, order, ties, cursors, limits and scope. */
public abstract class SpanSearchContract extends StoreContract {
  @Test
  void rangesAreHalfOpen() {
    write(1, 2, 3);
    assertThat(numbers(newest(Times.seconds(1, 3), 10))).containsExactly(2L, 1L);
    assertThat(numbers(newest(Times.seconds(4, 4), 10))).isEmpty();
    TimeRange tight = new TimeRange(Times.second(2), Times.second(2) + 1);
    assertThat(numbers(newest(tight, 10))).containsExactly(2L);
  }

  @Test
  void aSpanBelongsToTheRangeOfItsStart() {
    Span longOne = Spans.number(1).lasting(100 * Times.SECOND).build();
    store.spanWriter().writeSpans(List.of(longOne));
    assertThat(numbers(newest(Times.seconds(2, 200), 10))).isEmpty();
  }

  @Test
  void sortsFourWays() {
    store
        .spanWriter()
        .writeSpans(
            List.of(
                Spans.number(1).lasting(30).build(),
                Spans.number(3).lasting(10).build(),
                Spans.number(2).lasting(20).build()));
    assertThat(sorted(Sort.NEWEST_FIRST)).containsExactly(3L, 2L, 1L);
    assertThat(sorted(Sort.OLDEST_FIRST)).containsExactly(1L, 2L, 3L);
    assertThat(sorted(Sort.LONGEST_FIRST)).containsExactly(1L, 2L, 3L);
    assertThat(sorted(Sort.SHORTEST_FIRST)).containsExactly(3L, 2L, 1L);
  }

  /** Nine spans of three starts and one duration each, so that most neighbours tie. */
  @ParameterizedTest
  @EnumSource(Sort.class)
  void pagesThroughTiesForwardsAndBackwards(Sort sort) {
    List<Span> tied = new ArrayList<>();
    for (int i = 1; i <= 9; i++) {
      tied.add(Spans.number(i).startingAt(Times.second(i / 3)).lasting(7).build());
    }
    store.spanWriter().writeSpans(tied);
    List<Long> whole = sorted(sort);
    assertThat(whole).hasSize(9).doesNotHaveDuplicates();
    assertThat(sorted(opposite(sort))).isEqualTo(reversed(whole));

    Page<Span> first = page(sort, null);
    Page<Span> second = page(sort, first.next());
    Page<Span> third = page(sort, second.next());
    List<Long> joined = new ArrayList<>(numbers(first));
    joined.addAll(numbers(second));
    joined.addAll(numbers(third));
    assertThat(joined).isEqualTo(whole);
    assertThat(third.rows()).hasSize(1);
    assertThat(third.next()).isNull();

    Page<Span> back = page(opposite(sort), third.previous());
    assertThat(reversed(numbers(back))).isEqualTo(numbers(second));
  }

  @Test
  void aCursorStaysValidWhenRowsComeAndGo() {
    write(1, 2, 4, 5);
    Page<Span> first = store.spans().searchSpans(SearchQuery.newest(Times.HOUR, Filter.ALL, 2));
    assertThat(numbers(first)).containsExactly(5L, 4L);
    write(3, 6);
    SearchQuery rest = SearchQuery.newest(Times.HOUR, Filter.ALL, 9).after(first.next());
    assertThat(numbers(store.spans().searchSpans(rest))).containsExactly(3L, 2L, 1L);
  }

  @Test
  void aCursorSurvivesItsTextForm() {
    write(1, 2, 3);
    Cursor next = java.util.Objects.requireNonNull(newest(Times.HOUR, 1).next());
    assertThat(Cursor.parse(next.text())).contains(next);
  }

  @Test
  void endsWithoutACursorWhenThePageIsJustFull() {
    write(1, 2);
    assertThat(newest(Times.HOUR, 2).next()).isNull();
    Page<Span> empty = newest(Times.seconds(100, 101), 2);
    assertThat(empty.rows()).isEmpty();
    assertThat(empty.next()).isNull();
    assertThat(empty.previous()).isNull();
  }

  @Test
  void findsRowsThatCameLateAmongMany() {
    write(LongStream.rangeClosed(101, 3_200).toArray());
    write(1, 2);
    assertThat(numbers(newest(Times.seconds(0, 10), 10))).containsExactly(2L, 1L);
    SearchQuery oldest = SearchQuery.newest(Times.HOUR, Filter.ALL, 3).sorted(Sort.OLDEST_FIRST);
    assertThat(numbers(store.spans().searchSpans(oldest))).containsExactly(1L, 2L, 101L);
    assertThat(numbers(newest(Times.HOUR, 2))).containsExactly(3_200L, 3_199L);
  }

  @Test
  void showsOnlyWhatTheScopeMaySee() {
    store
        .spanWriter()
        .writeSpans(
            List.of(Spans.number(1).of("shop").build(), Spans.number(2).of("payments").build()));
    QueryScope shop = new QueryScope(Filter.eq(Field.named("service"), "shop"));
    SearchQuery query = SearchQuery.newest(Times.HOUR, Filter.ALL, 9).scoped(shop);
    assertThat(numbers(store.spans().searchSpans(query))).containsExactly(1L);
  }

  @Test
  void saysThatAnAnswerIsWhole() {
    write(1, 2, 3);
    assertThat(newest(Times.HOUR, 10).completeness().complete()).isTrue();
    assertThat(newest(Times.HOUR, 10).completeness().reasons()).isEmpty();
  }

  @Test
  void stopsAtTheRowLimitAndSaysSo() {
    write(LongStream.rangeClosed(1, 50).toArray());
    QueryLimits few = new QueryLimits(10, 100, Duration.ofSeconds(10));
    Page<Span> page =
        store.spans().searchSpans(SearchQuery.newest(Times.HOUR, Filter.ALL, 100).limited(few));
    assertThat(page.rows()).hasSizeLessThanOrEqualTo(10);
    assertThat(page.completeness().complete()).isFalse();
    assertThat(page.completeness().scanned()).isLessThanOrEqualTo(10);
    assertThat(page.completeness().reasons()).isNotEmpty();
  }

  @Test
  void stopsAtTheDeadlineAndSaysSo() {
    write(1, 2, 3);
    QueryLimits noTime = new QueryLimits(100, 100, Duration.ZERO);
    Page<Span> page =
        store.spans().searchSpans(SearchQuery.newest(Times.HOUR, Filter.ALL, 100).limited(noTime));
    assertThat(page.completeness().complete()).isFalse();
    assertThat(page.completeness().reasons()).isNotEmpty();
  }

  private void write(long... numbers) {
    store
        .spanWriter()
        .writeSpans(
            LongStream.of(numbers).mapToObj(number -> Spans.number(number).build()).toList());
  }

  private Page<Span> newest(TimeRange range, int limit) {
    return store.spans().searchSpans(SearchQuery.newest(range, Filter.ALL, limit));
  }

  private List<Long> sorted(Sort sort) {
    SearchQuery query = SearchQuery.newest(Times.HOUR, Filter.ALL, 100).sorted(sort);
    return numbers(store.spans().searchSpans(query));
  }

  private Page<Span> page(Sort sort, @Nullable Cursor after) {
    SearchQuery query = SearchQuery.newest(Times.HOUR, Filter.ALL, 4);
    return store.spans().searchSpans(query.sorted(sort).after(after));
  }

  private static Sort opposite(Sort sort) {
    return switch (sort) {
      case NEWEST_FIRST -> Sort.OLDEST_FIRST;
      case OLDEST_FIRST -> Sort.NEWEST_FIRST;
      case LONGEST_FIRST -> Sort.SHORTEST_FIRST;
      case SHORTEST_FIRST -> Sort.LONGEST_FIRST;
    };
  }

  private static List<Long> reversed(List<Long> numbers) {
    List<Long> reversed = new ArrayList<>(numbers);
    Collections.reverse(reversed);
    return reversed;
  }

  private static List<Long> numbers(Page<Span> page) {
    return page.items().stream().map(span -> span.spanId().value()).toList();
  }
}
