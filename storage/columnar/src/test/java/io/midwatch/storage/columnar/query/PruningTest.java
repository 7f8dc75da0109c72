package io.midwatch.storage.columnar.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.columnar.table.Blobs;
import io.midwatch.storage.columnar.table.Numbers;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.contract.answer.Budget;
import io.midwatch.storage.contract.query.AggregateAnswer;
import io.midwatch.storage.contract.query.AggregateQuery;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.Metric;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.contract.query.RowId;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.SearchQuery.Sort;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.write.ByteSlice;
import io.midwatch.storage.testkit.fixture.MutableClock;
import io.midwatch.storage.testkit.fixture.Times;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Blocks that cannot matter are not read: reading one that is forbidden fails. */
class PruningTest {
  private static final int BLOCK = Table.BLOCK_ROWS;
  private static final int BLOCKS = 4;
  private static final int ROWS = BLOCKS * BLOCK;
  private static final Field BODY = Field.named("body");
  private static final Field DURATION = Field.named("duration");

  private final RowQuestions<Integer> questions = new RowQuestions<>();

  /** Row n has time n, duration n, and the body {@code token-b} of its block b. */
  private record Rows(Set<Integer> readableTimes, Set<Integer> readableValues)
      implements Part<Integer> {
    @Override
    public Table table() {
      return new RecordTable(
          IntStream.range(0, ROWS).mapToObj(row -> new RowId(0, 1, 0, row)).toList());
    }

    @Override
    public Numbers times() {
      return new Guarded(readableTimes);
    }

    @Override
    public PartColumn column(Field field) {
      if (field.equals(DURATION)) {
        return new PartColumn.ByNumber(new Guarded(readableValues));
      }
      return field.equals(BODY)
          ? new PartColumn.ByText(new BlockTokens(readableValues), row -> body(row))
          : new PartColumn.Absent();
    }

    private @Nullable AttributeValue body(int row) {
      require(readableValues, row / BLOCK);
      return AttributeValue.of("row says token-" + row / BLOCK);
    }

    @Override
    public Set<String> attributeNames() {
      return Set.of();
    }

    @Override
    public Integer item(int row) {
      return row;
    }
  }

  private static void require(Set<Integer> readable, int block) {
    if (!readable.contains(block)) {
      throw new IllegalStateException("block " + block + " was read");
    }
  }

  private record Guarded(Set<Integer> readable) implements Numbers {
    private static final Numbers ALL = new ListNumbers(LongStream.range(0, ROWS).toArray());

    @Override
    public void read(int block, long[] into) {
      require(readable, block);
      ALL.read(block, into);
    }

    @Override
    public long at(int row) {
      require(readable, row / BLOCK);
      return ALL.at(row);
    }

    @Override
    public long min(int block) {
      return ALL.min(block);
    }

    @Override
    public long max(int block) {
      return ALL.max(block);
    }
  }

  /** Block b holds {@code row}, {@code says} and {@code token-b}. */
  private record BlockTokens(Set<Integer> readable) implements Blobs {
    @Override
    public ByteSlice at(int row) {
      require(readable, row / BLOCK);
      return ByteSlice.ofUtf8("row says token-" + row / BLOCK);
    }

    @Override
    public boolean any(int block) {
      return true;
    }

    @Override
    public boolean mayHold(int block, String token) {
      return Set.of("row", "says", "token-" + block).contains(token);
    }
  }

  private static Snapshot<Integer> snapshot(Set<Integer> times, Set<Integer> values) {
    return new Snapshot<>(List.of(new Rows(times, values)));
  }

  private static Budget budget(QueryLimits limits) {
    return new Budget(limits, new MutableClock(Times.START));
  }

  private AggregateAnswer count(Snapshot<Integer> snapshot, TimeRange range, Filter filter) {
    return questions.aggregate(
        snapshot,
        AggregateQuery.of(range, filter, List.of(), List.of(new Metric.Count("count"))),
        budget(QueryLimits.DEFAULT));
  }

  private static long counted(AggregateAnswer answer) {
    return answer.groups().getFirst().count("count");
  }

  private List<Integer> page(Snapshot<Integer> snapshot, TimeRange range, Sort sort) {
    return questions
        .search(
            snapshot,
            SearchQuery.newest(range, Filter.ALL, 2).sorted(sort),
            budget(QueryLimits.DEFAULT))
        .items();
  }

  @Test
  void readsTimesOnlyOfBlocksThatTheRangeCuts() {
    Snapshot<Integer> snapshot = snapshot(Set.of(1), Set.of());
    TimeRange range = new TimeRange(BLOCK + 10, 3L * BLOCK);
    assertThat(counted(count(snapshot, range, Filter.ALL))).isEqualTo(2L * BLOCK - 10);
    assertThatThrownBy(() -> count(snapshot, new TimeRange(0, 3L * BLOCK - 1), Filter.ALL))
        .hasMessage("block 2 was read");
  }

  @Test
  void readsTextsOnlyOfBlocksThatMayHoldEveryToken() {
    Snapshot<Integer> snapshot = snapshot(Set.of(), Set.of(2));
    for (Filter filter :
        List.of(
            new Filter.Phrase(BODY, "says TOKEN-2"),
            Filter.eq(BODY, "row says token-2"),
            new Filter.Substring(BODY, "ow says token-2"))) {
      if (filter instanceof Filter.Substring) {
        // The last token may go on in the text, so nothing is known of it.
        assertThatThrownBy(() -> count(snapshot, TimeRange.ALL, filter))
            .hasMessage("block 3 was read");
      } else {
        AggregateAnswer answer = count(snapshot, TimeRange.ALL, filter);
        assertThat(counted(answer)).isEqualTo(BLOCK);
        assertThat(answer.completeness().scanned()).isEqualTo(ROWS);
      }
    }
  }

  @Test
  void readsNoTextForASubstringWhoseInnerTokenIsNowhere() {
    Snapshot<Integer> snapshot = snapshot(Set.of(), Set.of());
    Filter filter = new Filter.Substring(BODY, "row shouts token");
    assertThat(counted(count(snapshot, TimeRange.ALL, filter))).isZero();
  }

  @Test
  void readsNumbersOnlyOfBlocksThatABoundCuts() {
    Snapshot<Integer> snapshot = snapshot(Set.of(), Set.of(1));
    Filter filter = new Filter.NumberRange(DURATION, BLOCK + 100.0, null);
    assertThat(counted(count(snapshot, TimeRange.ALL, filter))).isEqualTo(3L * BLOCK - 100);
    assertThat(counted(count(snapshot, TimeRange.ALL, Filter.eq(DURATION, BLOCK + 5L)))).isOne();
  }

  @Test
  void looksOnlyAtBlocksThatMayHoldABetterRow() {
    assertThat(page(snapshot(Set.of(3), Set.of()), TimeRange.ALL, Sort.NEWEST_FIRST))
        .containsExactly(ROWS - 1, ROWS - 2);
    assertThat(page(snapshot(Set.of(0), Set.of()), TimeRange.ALL, Sort.OLDEST_FIRST))
        .containsExactly(0, 1);
    assertThat(page(snapshot(Set.of(), Set.of(3)), TimeRange.ALL, Sort.LONGEST_FIRST))
        .containsExactly(ROWS - 1, ROWS - 2);
    assertThat(page(snapshot(Set.of(), Set.of(0)), TimeRange.ALL, Sort.SHORTEST_FIRST))
        .containsExactly(0, 1);
  }

  @Test
  void stopsAtTheBlockInWhichTimeRunsOut() {
    MutableClock clock = new MutableClock(Times.START);
    Budget late = new Budget(new QueryLimits(Long.MAX_VALUE, 10, Duration.ofSeconds(1)), clock);
    clock.advance(Duration.ofSeconds(1));
    AggregateAnswer answer =
        questions.aggregate(
            snapshot(Set.of(), Set.of()),
            AggregateQuery.of(
                TimeRange.ALL, Filter.ALL, List.of(), List.of(new Metric.Count("count"))),
            late);
    assertThat(counted(answer)).isZero();
    assertThat(answer.completeness().complete()).isFalse();
    assertThat(answer.completeness().reasons()).containsExactly("stopped after 1 s");
  }
}
