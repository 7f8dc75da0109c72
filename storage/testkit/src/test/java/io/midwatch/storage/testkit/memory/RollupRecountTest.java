package io.midwatch.storage.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.LogRecord;
import io.midwatch.model.MetricPoint;
import io.midwatch.model.Resource;
import io.midwatch.model.Span;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.contract.answer.recount.RollupRecount;
import io.midwatch.storage.contract.memory.InMemoryRollups;
import io.midwatch.storage.contract.memory.InMemoryStore;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.read.SpanRecount.Which;
import io.midwatch.storage.contract.rollup.CanonicalSpan;
import io.midwatch.storage.contract.rollup.OperationsTables;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupDeriver;
import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.rollup.RollupSink;
import io.midwatch.storage.contract.rollup.RollupTable;
import io.midwatch.storage.testkit.fixture.MutableClock;
import io.midwatch.storage.testkit.fixture.RecordBatches;
import io.midwatch.storage.testkit.fixture.Spans;
import io.midwatch.storage.testkit.fixture.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RollupRecountTest {
  private static final CanonicalReader READER = new CanonicalReader(IdentityKeys.DEFAULT);
  private static final RollupTable TABLE = OperationsTables.SAMPLED;
  private static final long STEP = 30_000_000_000L;

  private final MutableClock clock = new MutableClock(Times.START);
  private final InMemoryRollups rollups =
      new InMemoryRollups(List.of(TABLE), clock, InMemoryRollups.DEFAULT_RETENTION);
  private final InMemoryStore store =
      new InMemoryStore(
          new RecordBatches(),
          new CountsSpans(new ArrayList<>()),
          rollups,
          IdentityKeys.DEFAULT,
          1_000,
          clock);

  @Test
  void countsTheBucketsThatRollupsCount() {
    store.writeSpans(LongStream.rangeClosed(1, 200).mapToObj(number -> span(number, "1")).toList());
    RollupReader recounted = recount(1_000, null);
    RollupQuery total = RollupQuery.total(TABLE.name(), seconds(100, 116));

    RollupAnswer whole = recounted.readRollup(total);
    RollupAnswer steps = recounted.readRollup(total.every(STEP));

    assertThat(whole.covered()).isEqualTo(seconds(90, 120));
    assertThat(whole.rows()).isEqualTo(rollups.readRollup(total).rows());
    assertThat(count(whole)).isEqualTo(30);
    assertThat(steps.rows()).isEqualTo(rollups.readRollup(total.every(STEP)).rows());
    assertThat(count(recounted.readRollup(RollupQuery.total(TABLE.name(), seconds(0, 0)))))
        .isZero();
  }

  @Test
  void saysThatItCountsNoMoreSpansThanItMay() {
    store.writeSpans(LongStream.rangeClosed(1, 9).mapToObj(number -> span(number, "1")).toList());
    RollupQuery query = RollupQuery.total(TABLE.name(), seconds(0, 60));

    RollupAnswer cut = recount(4, null).readRollup(query);
    RollupAnswer whole = recount(9, null).readRollup(query);

    assertThat(count(cut)).isEqualTo(4);
    assertThat(cut.completeness().complete()).isFalse();
    assertThat(cut.completeness().reasons())
        .containsExactly("more than 4 spans are to be read: the latest are not counted");
    assertThat(count(whole)).isEqualTo(9);
    assertThat(whole.completeness().complete()).isTrue();
  }

  @Test
  void tellsVersionsOfAServiceApart() {
    store.writeSpans(List.of(span(1, "1.0"), span(2, "1.0"), span(3, "1.1"), span(4, "")));
    RollupQuery query = RollupQuery.total(TABLE.name(), seconds(0, 60), "service");

    assertThat(services(recount(100, "1.0").readRollup(query))).containsExactly("shop 2");
    assertThat(services(recount(100, "1.1").readRollup(query))).containsExactly("shop 1");
    assertThat(services(recount(100, "").readRollup(query))).containsExactly("shop 1");
    assertThat(services(recount(100, "2").readRollup(query))).isEmpty();
    assertThat(services(recount(100, null).readRollup(query))).containsExactly("shop 4");
  }

  @Test
  void timeGoesOnFromSpanToSpan() {
    store.writeSpans(LongStream.rangeClosed(1, 3).mapToObj(number -> span(number, "1")).toList());
    List<Long> begun = new ArrayList<>();
    new RollupRecount(store, READER, () -> new CountsSpans(begun))
        .recount(new Which(Set.of(TABLE.name()), 0, Filter.ALL, Duration.ZERO, null))
        .readRollup(RollupQuery.total(TABLE.name(), seconds(0, 60)));

    assertThat(begun).containsExactly(Times.second(1), Times.second(2), Times.second(3));
  }

  @Test
  void answersOnlyWhatItWasMadeFor() {
    RollupReader recounted = recount(10, null);

    assertThat(recounted.rollupTables()).containsExactly(TABLE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> recounted.readRollup(RollupQuery.total("requests", seconds(0, 1))))
        .withMessageContaining("requests");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            recounted.readRollup(RollupQuery.total(TABLE.name(), seconds(0, 1)).every(2 * STEP)));
  }

  private static TimeRange seconds(long from, long to) {
    return new TimeRange(Times.second(from), Times.second(to));
  }

  private RollupReader recount(int most, @Nullable String version) {
    return new RollupRecount(store, READER, () -> new CountsSpans(new ArrayList<>()), most)
        .recount(new Which(Set.of(TABLE.name()), STEP, Filter.ALL, Duration.ofMinutes(1), version));
  }

  private static long count(RollupAnswer answer) {
    return answer.rows().stream().mapToLong(row -> answer.count(row, "spans")).sum();
  }

  private static List<String> services(RollupAnswer answer) {
    return answer.rows().stream()
        .map(row -> row.text(0) + " " + answer.count(row, "spans"))
        .toList();
  }

  private static Span span(long number, String version) {
    return Spans.number(number)
        .from(Resource.of(Attributes.ofStrings("service.name", "shop", "service.version", version)))
        .build();
  }

  /** Spans by service; writes down when they came. */
  private record CountsSpans(List<Long> begun) implements RollupDeriver {
    @Override
    public void begin(long receivedUnixNano) {
      begun.add(receivedUnixNano);
    }

    @Override
    public List<RollupTable> tables() {
      return List.of(TABLE, OperationsTables.REQUESTS);
    }

    @Override
    public void derive(Span span, RollupSink sink) {
      derive(CanonicalSpan.of(span, READER), sink);
    }

    @Override
    public void derive(CanonicalSpan span, RollupSink sink) {
      AttributeValue service = span.read(CanonicalField.SERVICE);
      RollupKey key = RollupKey.ofTexts(service == null ? "" : service.text(), "");
      sink.cell(TABLE, span.startTimeUnixNano(), key).count(TABLE.counter("spans"), 1);
    }

    @Override
    public void derive(LogRecord log, RollupSink sink) {}

    @Override
    public void derive(MetricPoint point, RollupSink sink) {}
  }
}
