package io.midwatch.storage.testkit.rollup;

import static io.midwatch.storage.contract.rollup.RollupQuery.RESOLUTION_NANOS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupCell;
import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.rollup.RollupRow;
import io.midwatch.storage.contract.rollup.RollupSink;
import io.midwatch.storage.contract.rollup.RollupTable;
import io.midwatch.storage.contract.rollup.RollupTable.Dimension;
import io.midwatch.storage.contract.rollup.RollupTable.DimensionType;
import io.midwatch.storage.contract.rollup.RollupWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every store of rollups does. The clock stands at {@link #NOW}. */
public abstract class RollupStoreContract {
  /** A minute's start, and so a bucket's. */
  protected static final long START =
      Instant.parse("2026-11-22T03:00:00Z").toEpochMilli() * 1_000_000;

  protected static final InstantSource NOW =
      InstantSource.fixed(Instant.parse("2026-11-22T03:10:00Z"));

  /** Texts, one histogram, one sketch; three rows a bucket. */
  protected static final RollupTable CALLS =
      new RollupTable(
          "calls",
          List.of(Dimension.text("service"), Dimension.text("endpoint")),
          List.of("calls", "failed"),
          List.of("duration"),
          List.of("users"),
          3);

  /** One dimension of each type. */
  protected static final RollupTable TYPED =
      new RollupTable(
          "typed",
          List.of(
              Dimension.text("name"),
              new Dimension("code", DimensionType.NUMBER),
              new Dimension("cached", DimensionType.BOOL)),
          List.of("calls"),
          List.of(),
          List.of(),
          100);

  private static final TimeRange TEN_MINUTES = range(0, 40);

  private Rollups store;
  private long position;

  /** A store's two sides. */
  public record Rollups(RollupReader reader, RollupWriter writer) {}

  /** An empty store of these tables that keeps at least an hour. */
  protected abstract Rollups newStore(List<RollupTable> tables, InstantSource clock);

  @BeforeEach
  void openStore() {
    store = newStore(List.of(CALLS, TYPED), NOW);
    position = 0;
  }

  @Test
  void namesItsTables() {
    assertThat(store.reader().rollupTables()).containsExactly(CALLS, TYPED);
  }

  @Test
  void hasNoRowsWhereNothingWasCounted() {
    RollupAnswer answer = read(RollupQuery.total("calls", TEN_MINUTES));

    assertThat(answer.rows()).isEmpty();
    assertThat(answer.covered()).isEqualTo(TEN_MINUTES);
    assertThat(answer.completeness().complete()).isTrue();
  }

  @Test
  void addsUpCountersOfOneRowAcrossUpdates() {
    count(0, "shop", "/pay", 2, 1);
    count(0, "shop", "/pay", 3, 0);

    RollupAnswer answer = read(RollupQuery.total("calls", TEN_MINUTES, "service", "endpoint"));
    assertThat(texts(answer)).containsExactly("shop /pay 5 1");
  }

  @Test
  void correctsWithNegativeAmounts() {
    count(0, "", "/pay", 4, 2);
    count(0, "", "/pay", -1, -1);
    count(0, "shop", "/pay", 1, 1);

    RollupAnswer answer = read(RollupQuery.total("calls", TEN_MINUTES, "service"));
    assertThat(texts(answer)).containsExactly(" 3 1", "shop 1 1");
  }

  @Test
  void putsAnItemIntoTheBucketThatHoldsItsTime() {
    countAt(START - 1, "shop", "/pay", 1);
    countAt(START, "shop", "/pay", 10);
    countAt(START + RESOLUTION_NANOS - 1, "shop", "/pay", 100);
    countAt(START + RESOLUTION_NANOS, "shop", "/pay", 1_000);

    RollupAnswer answer = read(RollupQuery.total("calls", range(-1, 2)).every(RESOLUTION_NANOS));

    assertThat(answer.rows().stream().map(RollupRow::bucketStartUnixNano))
        .containsExactly(START - RESOLUTION_NANOS, START, START + RESOLUTION_NANOS);
    assertThat(calls(answer)).containsExactly(1L, 110L, 1_000L);
  }

  @Test
  void readsAHalfOpenRange() {
    count(0, "shop", "/pay", 1, 0);
    count(1, "shop", "/pay", 10, 0);
    count(2, "shop", "/pay", 100, 0);

    assertThat(calls(read(RollupQuery.total("calls", range(0, 1))))).containsExactly(1L);
    assertThat(calls(read(RollupQuery.total("calls", range(1, 3))))).containsExactly(110L);
    assertThat(calls(read(RollupQuery.total("calls", range(1, 1))))).isEmpty();
    assertThat(calls(read(RollupQuery.total("calls", TimeRange.ALL)))).containsExactly(111L);
  }

  @Test
  void widensTheRangeToWholeStepsAndSaysSo() {
    count(0, "shop", "/pay", 1, 0);
    count(3, "shop", "/pay", 10, 0);
    count(4, "shop", "/pay", 100, 0);
    TimeRange inside = new TimeRange(START + 1, START + 3 * RESOLUTION_NANOS + 1);

    RollupAnswer finest = read(RollupQuery.total("calls", inside));
    RollupAnswer minutes = read(RollupQuery.total("calls", inside).every(4 * RESOLUTION_NANOS));

    assertThat(finest.covered()).isEqualTo(range(0, 4));
    assertThat(calls(finest)).containsExactly(11L);
    assertThat(minutes.covered()).isEqualTo(range(0, 4));
    assertThat(calls(minutes)).containsExactly(11L);
  }

  @Test
  void mergesBucketsIntoStepsAlignedToTheEpoch() {
    for (int bucket = 2; bucket < 10; bucket++) {
      count(bucket, "shop", "/pay", 1, 0);
    }

    RollupAnswer answer =
        read(RollupQuery.total("calls", range(2, 10)).every(4 * RESOLUTION_NANOS));

    assertThat(answer.rows().stream().map(RollupRow::bucketStartUnixNano))
        .containsExactly(START, START + 4 * RESOLUTION_NANOS, START + 8 * RESOLUTION_NANOS);
    assertThat(calls(answer)).containsExactly(2L, 4L, 2L);
  }

  @Test
  void oneBucketOverTheRangeStartsWhereTheCoveredRangeDoes() {
    count(5, "shop", "/pay", 1, 0);

    RollupAnswer answer = read(RollupQuery.total("calls", TEN_MINUTES));

    assertThat(answer.rows().getFirst().bucketStartUnixNano()).isEqualTo(START);
  }

  @Test
  void lateItemsUpdateTheirOwnBucket() {
    count(8, "shop", "/pay", 1, 0);
    count(2, "shop", "/pay", 10, 0);

    RollupAnswer answer = read(RollupQuery.total("calls", TEN_MINUTES).every(RESOLUTION_NANOS));

    assertThat(calls(answer)).containsExactly(10L, 1L);
  }

  @Test
  void groupsByAnyDimensionsInTheOrderAskedForAndSortsByKey() {
    count(0, "shop", "/pay", 1, 0);
    count(0, "shop", "/cart", 10, 0);
    count(0, "mail", "/pay", 100, 0);
    count(1, "mail", "/pay", 1_000, 0);

    assertThat(texts(read(RollupQuery.total("calls", TEN_MINUTES, "endpoint", "service"))))
        .containsExactly("/cart shop 10 0", "/pay mail 1100 0", "/pay shop 1 0");
    assertThat(texts(read(RollupQuery.total("calls", TEN_MINUTES, "service"))))
        .containsExactly("mail 1100 0", "shop 11 0");
    assertThat(calls(read(RollupQuery.total("calls", TEN_MINUTES)))).containsExactly(1_111L);
  }

  @Test
  void ordersRowsByBucketFirst() {
    count(1, "a", "/", 1, 0);
    count(0, "b", "/", 2, 0);
    count(0, "c", "/", 3, 0);

    RollupAnswer answer =
        read(RollupQuery.total("calls", TEN_MINUTES, "service").every(RESOLUTION_NANOS));

    assertThat(texts(answer)).containsExactly("b 2 0", "c 3 0", "a 1 0");
  }

  @Test
  void countsWhatIsBeyondTheRowLimitUnderTheOverflowKey() {
    for (int i = 0; i < 5; i++) {
      count(0, "s" + i, "/", 1, 1);
    }
    count(0, "s0", "/", 1, 0);
    count(1, "s4", "/", 1, 0);

    RollupAnswer answer =
        read(RollupQuery.total("calls", TEN_MINUTES, "service").every(RESOLUTION_NANOS));

    assertThat(texts(answer))
        .containsExactly("s0 2 1", "s1 1 1", "s2 1 1", " 2 2 (overflow)", "s4 1 0");
    assertThat(answer.rows().get(3).key()).containsExactly(AttributeValue.EMPTY);
  }

  @Test
  void aRowWithoutValuesIsNotTheOverflow() {
    count(0, "", "", 7, 0);
    for (int i = 0; i < 4; i++) {
      count(0, "s" + i, "/", 1, 0);
    }

    assertThat(texts(read(RollupQuery.total("calls", TEN_MINUTES, "service"))))
        .containsExactly(" 7 0", "s0 1 0", "s1 1 0", " 2 0 (overflow)");
  }

  @Test
  void theTotalHoldsTheOverflow() {
    for (int i = 0; i < 5; i++) {
      count(0, "s" + i, "/", 1, 0);
    }
    RollupAnswer answer = read(RollupQuery.total("calls", TEN_MINUTES));

    assertThat(calls(answer)).containsExactly(5L);
    assertThat(answer.rows().getFirst().overflow()).isFalse();
    assertThat(answer.completeness().complete()).isTrue();
  }

  @Test
  void aFilteredAnswerLeavesTheOverflowOutAndSaysSo() {
    for (int i = 0; i < 5; i++) {
      count(0, "s" + i, "/", 1, 0);
    }
    Filter notS0 = Filter.not(Filter.eq(Field.dimension("service"), "s0"));
    RollupAnswer answer = read(RollupQuery.total("calls", TEN_MINUTES).where(notS0));

    assertThat(calls(answer)).containsExactly(2L);
    assertThat(answer.completeness().complete()).isFalse();
    assertThat(answer.completeness().reasons()).hasSize(1);
  }

  @Test
  void skipsPositionsThatAreCovered() {
    assertThat(store.writer().coveredPosition()).isEqualTo(-1);
    assertThat(store.writer().apply(3, one("shop"))).isTrue();
    assertThat(store.writer().apply(3, one("shop"))).isFalse();
    assertThat(store.writer().apply(2, one("shop"))).isFalse();
    assertThat(store.writer().coveredPosition()).isEqualTo(3);
    assertThat(store.writer().apply(10, one("shop"))).isTrue();
    assertThat(store.writer().coveredPosition()).isEqualTo(10);

    assertThat(calls(read(RollupQuery.total("calls", TEN_MINUTES)))).containsExactly(2L);
  }

  @Test
  void aReplayFromAnyPositionCountsNothingTwice() {
    for (int replay = 0; replay < 3; replay++) {
      for (int i = replay * 10; i < 50; i++) {
        store.writer().apply(i, one("s" + i % 3));
      }
    }
    assertThat(texts(read(RollupQuery.total("calls", TEN_MINUTES, "service"))))
        .containsExactly("s0 17 0", "s1 17 0", "s2 16 0");
  }

  @Test
  void anUpdateThatThrowsCountsNothing() {
    Consumer<RollupSink> breaking =
        sink -> {
          one("shop").accept(sink);
          throw new IllegalStateException("cannot be derived");
        };
    assertThatThrownBy(() -> store.writer().apply(0, breaking))
        .isInstanceOf(IllegalStateException.class);

    assertThat(store.writer().coveredPosition()).isEqualTo(-1);
    assertThat(read(RollupQuery.total("calls", TEN_MINUTES)).rows()).isEmpty();
    assertThat(store.writer().apply(0, one("shop"))).isTrue();
  }

  @Test
  void mergesHistogramsOfRowsAndBuckets() {
    for (int i = 1; i <= 1_000; i++) {
      int bucket = i % 20;
      String service = "s" + i % 3;
      double millis = i;
      update(sink -> cell(sink, bucket, service, "/").record(0, millis * 1e6));
    }
    RollupAnswer answer = read(RollupQuery.total("calls", TEN_MINUTES));

    var duration = answer.histogram(answer.rows().getFirst(), "duration");
    assertThat(duration.count()).isEqualTo(1_000);
    assertThat(duration.min()).isEqualTo(1e6);
    assertThat(duration.max()).isEqualTo(1e9);
    assertThat(duration.quantile(0.5)).isCloseTo(5e8, Percentage.withPercentage(2.5));
    assertThat(duration.quantile(0.95)).isCloseTo(9.5e8, Percentage.withPercentage(2.5));
  }

  @Test
  void countsDistinctItemsOnceOverRowsAndBuckets() {
    for (int i = 0; i < 600; i++) {
      int bucket = i % 7;
      String service = "s" + i % 3;
      String user = "user-" + i % 100;
      update(sink -> cell(sink, bucket, service, "/").observe(0, user));
    }
    RollupAnswer total = read(RollupQuery.total("calls", TEN_MINUTES));
    RollupAnswer services = read(RollupQuery.total("calls", TEN_MINUTES, "service"));

    assertThat(total.distinct(total.rows().getFirst(), "users")).isEqualTo(100);
    assertThat(services.rows()).hasSize(3);
    assertThat(services.distinct(services.rows().getFirst(), "users")).isEqualTo(100);
  }

  @Test
  void anAnswerDoesNotChangeAfterwards() {
    update(sink -> cell(sink, 0, "shop", "/").record(0, 5));
    RollupAnswer before = read(RollupQuery.total("calls", TEN_MINUTES));
    update(sink -> cell(sink, 0, "shop", "/").record(0, 50));

    assertThat(before.histogram(before.rows().getFirst(), "duration").count()).isEqualTo(1);
  }

  static Stream<Arguments> textFilters() {
    Field service = Field.dimension("service");
    Field endpoint = Field.dimension("endpoint");
    return Stream.of(
        Arguments.of(Filter.ALL, 15L),
        Arguments.of(Filter.eq(service, "shop"), 3L),
        Arguments.of(Filter.eq(service, "Shop"), 0L),
        Arguments.of(new Filter.In(service, texts("shop", "mail")), 7L),
        Arguments.of(new Filter.In(service, List.of()), 0L),
        Arguments.of(new Filter.Exists(service), 7L),
        Arguments.of(new Filter.Exists(endpoint), 15L),
        Arguments.of(new Filter.Prefix(endpoint, "POST"), 5L),
        Arguments.of(new Filter.Phrase(endpoint, "post /PAY"), 5L),
        Arguments.of(new Filter.Phrase(endpoint, "pay post"), 0L),
        Arguments.of(new Filter.Substring(endpoint, "ay"), 5L),
        Arguments.of(new Filter.Substring(endpoint, "AY"), 0L),
        Arguments.of(new Filter.Regex(endpoint, "^(GET|PUT) "), 10L),
        Arguments.of(new Filter.NumberRange(endpoint, null, null), 0L),
        Arguments.of(Filter.not(Filter.eq(service, "shop")), 12L),
        Arguments.of(Filter.not(new Filter.Exists(service)), 8L),
        Arguments.of(
            Filter.and(Filter.eq(service, "shop"), new Filter.Prefix(endpoint, "GET")), 2L),
        Arguments.of(
            Filter.or(Filter.eq(service, "mail"), new Filter.Prefix(endpoint, "PUT")), 12L),
        Arguments.of(Filter.or(), 0L));
  }

  @ParameterizedTest
  @MethodSource
  void textFilters(Filter filter, long expected) {
    count(0, "shop", "POST /pay", 1, 0);
    count(0, "shop", "GET /cart", 2, 0);
    count(1, "mail", "POST /pay", 4, 0);
    count(2, "", "PUT /cart", 8, 0);

    List<Long> calls = calls(read(RollupQuery.total("calls", TEN_MINUTES).where(filter)));

    assertThat(calls.stream().mapToLong(Long::longValue).sum()).isEqualTo(expected);
  }

  @Test
  void theScopeNarrowsBeforeTheFilter() {
    count(0, "shop", "/pay", 1, 0);
    count(0, "mail", "/pay", 10, 0);
    QueryScope shop = new QueryScope(Filter.eq(Field.dimension("service"), "shop"));

    RollupQuery pay =
        RollupQuery.total("calls", TEN_MINUTES)
            .where(Filter.eq(Field.dimension("endpoint"), "/pay"));

    assertThat(calls(read(pay.scoped(shop)))).containsExactly(1L);
  }

  static Stream<Arguments> typedFilters() {
    Field code = Field.dimension("code");
    Field cached = Field.dimension("cached");
    return Stream.of(
        Arguments.of(Filter.eq(code, 200), 1L),
        Arguments.of(new Filter.Eq(code, AttributeValue.of(200.0)), 1L),
        Arguments.of(Filter.eq(code, "200"), 0L),
        Arguments.of(new Filter.NumberRange(code, 200.0, 500.0), 1L),
        Arguments.of(new Filter.NumberRange(code, 200.0, null), 3L),
        Arguments.of(new Filter.NumberRange(code, null, 200.0), 0L),
        Arguments.of(Filter.eq(cached, true), 2L),
        Arguments.of(Filter.eq(cached, false), 1L),
        Arguments.of(Filter.not(new Filter.Exists(code)), 4L),
        Arguments.of(new Filter.Prefix(code, "2"), 0L));
  }

  @ParameterizedTest
  @MethodSource
  void typedFilters(Filter filter, long expected) {
    typed(1, AttributeValue.of(200), AttributeValue.of(false));
    typed(2, AttributeValue.of(500), AttributeValue.of(true));
    typed(4, AttributeValue.EMPTY, AttributeValue.EMPTY);

    RollupAnswer answer = read(RollupQuery.total("typed", TEN_MINUTES).where(filter));

    assertThat(calls(answer).stream().mapToLong(Long::longValue).sum()).isEqualTo(expected);
  }

  @Test
  void keysKeepTheirTypeAndSortByIt() {
    typed(1, AttributeValue.of(1_000), AttributeValue.of(true));
    typed(2, AttributeValue.of(200), AttributeValue.of(false));
    typed(4, AttributeValue.EMPTY, AttributeValue.of(false));

    RollupAnswer byCode = read(RollupQuery.total("typed", TEN_MINUTES, "code"));
    RollupAnswer byCached = read(RollupQuery.total("typed", TEN_MINUTES, "cached"));

    assertThat(byCode.rows().stream().map(row -> row.key().getFirst()))
        .containsExactly(AttributeValue.EMPTY, AttributeValue.of(200), AttributeValue.of(1_000));
    assertThat(byCached.rows().stream().map(row -> row.key().getFirst()))
        .containsExactly(AttributeValue.of(false), AttributeValue.of(true));
    assertThat(calls(byCached)).containsExactly(6L, 1L);
  }

  @Test
  void refusesKeysThatAreNotTheTables() {
    RollupKey text =
        RollupKey.of(
            List.of(AttributeValue.of("a"), AttributeValue.of("200"), AttributeValue.EMPTY));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> update(sink -> sink.cell(TYPED, START, text)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> update(sink -> sink.cell(CALLS, START, RollupKey.ofTexts("one"))));
  }

  @Test
  void refusesQuestionsThatMakeNoSense() {
    RollupQuery total = RollupQuery.total("calls", TEN_MINUTES);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(RollupQuery.total("none", TEN_MINUTES)))
        .withMessageContaining("none");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(RollupQuery.total("calls", TEN_MINUTES, "colour")))
        .withMessageContaining("colour");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(total.where(Filter.eq(Field.dimension("colour"), "red"))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(total.where(Filter.eq(Field.attribute("service"), "shop"))));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> read(total.where(new Filter.Regex(Field.dimension("service"), "(unclosed"))));
  }

  @Test
  void readersSeeAllOfAnUpdateOrNothing() throws InterruptedException {
    List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    Thread writing =
        Thread.ofVirtual()
            .start(() -> {
              for (int i = 0; i < 500; i++) {
                count(i % 40, "shop", "/pay", 1, 1);
              }
            });
    while (writing.isAlive()) {
      for (RollupRow row : read(RollupQuery.total("calls", TEN_MINUTES)).rows()) {
        if (!row.counters().get(0).equals(row.counters().get(1))) {
          failures.add(new AssertionError("half an update was seen: " + row));
        }
      }
    }
    writing.join();
    assertThat(failures).isEmpty();
    assertThat(calls(read(RollupQuery.total("calls", TEN_MINUTES)))).containsExactly(500L);
  }

  /** Buckets counted from {@link #START}, half-open. */
  protected static TimeRange range(int fromBucket, int toBucket) {
    return new TimeRange(
        START + fromBucket * RESOLUTION_NANOS, START + toBucket * RESOLUTION_NANOS);
  }

  private RollupAnswer read(RollupQuery query) {
    return store.reader().readRollup(query);
  }

  private void update(Consumer<RollupSink> update) {
    store.writer().apply(position++, update);
  }

  private void count(int bucket, String service, String endpoint, long calls, long failed) {
    update(sink -> {
      RollupCell cell = cell(sink, bucket, service, endpoint);
      cell.count(0, calls);
      cell.count(1, failed);
    });
  }

  private void countAt(long unixNano, String service, String endpoint, long calls) {
    update(
        sink -> sink.cell(CALLS, unixNano, RollupKey.ofTexts(service, endpoint)).count(0, calls));
  }

  private void typed(long calls, AttributeValue code, AttributeValue cached) {
    RollupKey key = RollupKey.of(List.of(AttributeValue.of("x"), code, cached));
    update(sink -> sink.cell(TYPED, START, key).count(0, calls));
  }

  private static RollupCell cell(RollupSink sink, int bucket, String service, String endpoint) {
    return sink.cell(
        CALLS, START + bucket * RESOLUTION_NANOS, RollupKey.ofTexts(service, endpoint));
  }

  private static Consumer<RollupSink> one(String service) {
    return sink -> cell(sink, 0, service, "/").count(0, 1);
  }

  private static List<Long> calls(RollupAnswer answer) {
    return answer.rows().stream().map(row -> answer.count(row, "calls")).toList();
  }

  /** A row as {@code key… calls failed}. */
  private static List<String> texts(RollupAnswer answer) {
    return answer.rows().stream()
        .map(row ->
            String.join(" ", row.key().stream().map(AttributeValue::text).toList())
                + " "
                + answer.count(row, "calls")
                + " "
                + answer.count(row, "failed")
                + (row.overflow() ? " (overflow)" : ""))
        .toList();
  }

  private static List<AttributeValue> texts(String... texts) {
    return Stream.of(texts).map(AttributeValue::of).toList();
  }
}
