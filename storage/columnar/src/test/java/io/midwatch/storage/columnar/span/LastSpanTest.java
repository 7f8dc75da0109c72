package io.midwatch.storage.columnar.span;

import static io.midwatch.storage.columnar.span.WrittenSpans.READER;
import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Span;
import io.midwatch.model.SpanKind;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.storage.columnar.hot.HotTable;
import io.midwatch.storage.columnar.row.RandomTelemetry;
import io.midwatch.storage.contract.rollup.CanonicalSpan;
import io.midwatch.storage.testkit.fixture.RecordBatches;
import io.midwatch.storage.testkit.fixture.Rich;
import io.midwatch.storage.testkit.fixture.Spans;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The oracle is {@link CanonicalSpan#of}: the same fields read from the record. */
class LastSpanTest {
  private static final EarlierSpans NOTHING_EARLIER = new EarlierSpans(List::of);

  private static final CanonicalSpan.Shared<List<Optional<AttributeValue>>> FIELDS =
      new CanonicalSpan.Shared<>() {
        @Override
        public Set<CanonicalField> fields() {
          return EnumSet.of(
              CanonicalField.SERVICE,
              CanonicalField.FAILED,
              CanonicalField.HTTP_STATUS,
              CanonicalField.DB_SYSTEM,
              CanonicalField.SERVER_ADDRESS,
              CanonicalField.MESSAGING_DESTINATION);
        }

        @Override
        public List<Optional<AttributeValue>> compute(CanonicalSpan span) {
          return fields().stream().map(field -> Optional.ofNullable(span.read(field))).toList();
        }
      };
  private static final List<String> READ_KEYS =
      List.of(
          "http.route",
          "http.request.method",
          "http.method",
          "http.response.status_code",
          "url.path",
          "rpc.method",
          "rpc.grpc.status_code",
          "db.system",
          "server.address",
          "net.peer.name",
          "url.full",
          "messaging.destination.name",
          "tenant.id",
          "user.id",
          "enduser.id");
  private static final List<String> TEXTS =
      List.of(
          "", "GET", "/pay/{id}", "acme", "500", "404", "2", "api.example", "orders", "http://a/b");

  private int seen;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void readsWhatTheRecordSays(long seed) {
    RandomTelemetry random = new RandomTelemetry(seed);
    java.util.Random dice = new java.util.Random(seed);
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      Span span = random.span(1 + i);
      spans.add(i % 2 == 0 ? span : withReadKeys(dice, 10_000 + i));
    }

    check(spans);
  }

  private static Span withReadKeys(java.util.Random dice, int number) {
    var span = Spans.number(number);
    for (String key : READ_KEYS) {
      switch (dice.nextInt(4)) {
        case 0 -> span.with(key, TEXTS.get(dice.nextInt(TEXTS.size())));
        case 1 -> span.with(key, 100 * dice.nextInt(7));
        default -> {}
      }
    }
    return span.build();
  }

  @Test
  void readsAttributesThatHaveNoColumn() {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < 1_100; i++) {
      spans.add(Spans.number(1 + i).with("key." + i, i).build());
    }
    spans.add(Spans.number(2_000).with("http.route", "/late").with("user.id", "u1").build());
    spans.add(Spans.number(2_001).with("http.route", "/later").with("tenant.id", "t").build());

    check(spans);
  }

  @Test
  void readsValuesTooLongForADictionary() {
    String longPath = "/a".repeat(4_000);

    check(
        List.of(
            Spans.number(1).with("http.route", longPath).build(),
            Spans.number(2).with("http.route", longPath + "b").with("user.id", longPath).build(),
            Spans.number(3).with("http.route", "/short").build(),
            Rich.span().build()));
  }

  @Test
  void aRepeatedSpanInBetweenChangesNothing() {
    Span first = Spans.number(1).with("http.route", "/a").with("tenant.id", "t1").build();
    Span second = Spans.number(2).with("user.id", "u").build();
    HotTable table = new HotTable(SpanSchema.SCHEMA, 1_000);
    List<Span> stored = new ArrayList<>();
    SpanAppender appender =
        new SpanAppender(
            table,
            READER,
            NOTHING_EARLIER,
            (row, span) -> compare(span, List.of(first, second).get(row), stored));
    RecordBatches batches = new RecordBatches();
    appender.begin(1);
    batches.decodeSpans(batches.spans("test", 0, List.of(first, first, second)), appender);

    assertThat(stored).containsExactly(first, second);
    assertThat(appender.duplicates()).isEqualTo(1);
  }

  @Test
  void spansThatDifferInTheirUrlAloneShareWhatIsComputed() {
    AtomicInteger computed = new AtomicInteger();
    CanonicalSpan.Shared<String> address =
        new CanonicalSpan.Shared<>() {
          @Override
          public Set<CanonicalField> fields() {
            return Set.of(CanonicalField.SERVICE, CanonicalField.SERVER_ADDRESS);
          }

          @Override
          public String compute(CanonicalSpan span) {
            computed.incrementAndGet();
            return String.valueOf(span.read(CanonicalField.SERVER_ADDRESS));
          }
        };
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      String host = i % 2 == 0 ? "a.example" : "b.example";
      var span =
          Spans.number(1 + i).kind(SpanKind.CLIENT).with("url.full", "http://" + host + "/" + i);
      spans.add((i % 4 < 2 ? span.with("server.address", host) : span).build());
    }
    List<String> read = new ArrayList<>();
    HotTable table = new HotTable(SpanSchema.SCHEMA, 1_000);
    SpanAppender appender =
        new SpanAppender(
            table, READER, NOTHING_EARLIER, (_, span) -> read.add(span.shared(address)));
    RecordBatches batches = new RecordBatches();
    appender.begin(1);
    batches.decodeSpans(batches.spans("test", 0, spans), appender);

    assertThat(read)
        .isEqualTo(
            spans.stream().map(span -> CanonicalSpan.of(span, READER).shared(address)).toList());
    assertThat(computed.get() - spans.size()).isEqualTo(2);
  }

  private void check(List<Span> spans) {
    HotTable table = new HotTable(SpanSchema.SCHEMA, 10_000);
    List<Span> stored = new ArrayList<>();
    SpanAppender appender =
        new SpanAppender(
            table, READER, NOTHING_EARLIER, (row, span) -> compare(span, spans.get(row), stored));
    RecordBatches batches = new RecordBatches();
    appender.begin(1);
    batches.decodeSpans(batches.spans("test", 0, spans), appender);

    assertThat(stored).isEqualTo(spans);
    assertThat(seen).isPositive();
  }

  private void compare(CanonicalSpan read, Span sent, List<Span> stored) {
    CanonicalSpan expected = CanonicalSpan.of(sent, READER);
    assertThat(read.startTimeUnixNano()).isEqualTo(expected.startTimeUnixNano());
    assertThat(read.durationNanos()).isEqualTo(expected.durationNanos());
    assertThat(read.kind()).isEqualTo(expected.kind());
    for (CanonicalField field : CanonicalField.values()) {
      assertThat(read.read(field)).as("%s of %s", field, sent).isEqualTo(expected.read(field));
      seen++;
    }
    assertThat(read.shared(FIELDS)).as("%s", sent).isEqualTo(expected.shared(FIELDS));
    assertThat(read.exceptions()).as("%s", sent).isEqualTo(expected.exceptions());
    assertThat(read.statusMessage()).isEqualTo(expected.statusMessage());
    assertThat(read.span()).isEqualTo(sent);
    stored.add(sent);
  }
}
