package io.midwatch.storage.columnar.span;

import static io.midwatch.storage.columnar.span.WrittenSpans.READER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Span;
import io.midwatch.model.TraceId;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.storage.columnar.query.PartColumn;
import io.midwatch.storage.columnar.query.PartColumn.Absent;
import io.midwatch.storage.columnar.query.PartColumn.ByCode;
import io.midwatch.storage.columnar.row.ColumnReading;
import io.midwatch.storage.columnar.row.RandomTelemetry;
import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Field.Origin;
import io.midwatch.storage.testkit.fixture.Rich;
import io.midwatch.storage.testkit.fixture.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SpanPartTest {
  private static final int MANY_KEYS = 1_500;

  private static List<Span> random(int count) {
    RandomTelemetry random = new RandomTelemetry(11);
    return LongStream.rangeClosed(1, count).mapToObj(random::span).toList();
  }

  /** Spans with more keys than a table has columns for, some of them read by canonical fields. */
  private static List<Span> withManyKeys() {
    List<Span> spans = new ArrayList<>();
    for (int i = 1; i <= MANY_KEYS; i++) {
      spans.add(Spans.number(i).with("key." + i, i).with("shared", "s").build());
    }
    RandomTelemetry random = new RandomTelemetry(12);
    for (int i = MANY_KEYS + 1; i <= MANY_KEYS + 300; i++) {
      spans.add(random.span(i));
    }
    return spans;
  }

  @Test
  void givesBackASpanThatUsesEveryFeature() {
    Span rich = Rich.span().build();
    Span plain = Spans.number(1).build();
    Span backwards = Spans.number(2).startingAt(5).lasting(-10).kindNumber(-7).build();
    Span extreme = Spans.number(3).startingAt(Long.MIN_VALUE).lasting(Long.MAX_VALUE).build();

    SpanPart part =
        new WrittenSpans().write(List.of(plain, rich)).write(List.of(backwards, extreme)).part();

    assertThat(items(part)).containsExactly(plain, rich, backwards, extreme);
  }

  @Test
  void givesBackRandomSpans() {
    List<Span> spans = random(2_000);

    assertThat(items(new WrittenSpans().write(spans).part())).isEqualTo(spans);
  }

  @Test
  void givesBackAttributesThatGotNoColumn() {
    List<Span> spans = withManyKeys();
    SpanPart part = new WrittenSpans().write(spans).part();

    assertThat(part.table().attributeKeys()).hasSize(1_024);
    assertThat(items(part)).isEqualTo(spans);
  }

  @Test
  void answersEveryCanonicalFieldAsTheReaderDoes() {
    assertFields(random(300));
    assertFields(withManyKeys());
    assertFields(List.of(Rich.span().build()));
  }

  private static void assertFields(List<Span> spans) {
    SpanPart part = new WrittenSpans().write(spans).part();
    for (CanonicalField field : CanonicalField.values()) {
      assertColumn(part, spans, Field.of(field), span -> READER.read(span, field));
    }
  }

  @Test
  void answersFreeAttributesWhereverTheyAre() {
    for (List<Span> spans : List.of(random(300), withManyKeys())) {
      SpanPart part = new WrittenSpans().write(spans).part();
      List<String> keys = new ArrayList<>(RandomTelemetry.attributeKeys());
      keys.addAll(List.of("scope.key", "shared", "key.3", "key." + MANY_KEYS, "nobody.has.it"));
      for (String key : keys) {
        for (Origin origin : Origin.values()) {
          Field field = new Field.Attribute(origin, key);
          assertColumn(part, spans, field, span -> attribute(span, origin, key));
        }
      }
    }
  }

  private static @Nullable AttributeValue attribute(Span span, Origin origin, String key) {
    AttributeValue own = span.attributes().find(key);
    return switch (origin) {
      case ITEM -> own;
      case RESOURCE -> span.resource().attributes().find(key);
      case SCOPE -> span.scope().attributes().find(key);
      case ANY -> own != null ? own : span.resource().attributes().find(key);
    };
  }

  private static void assertColumn(
      SpanPart part,
      List<Span> spans,
      Field field,
      Function<Span, @Nullable AttributeValue> plain) {
    PartColumn column = part.column(field);
    assertThat(new ColumnReading(part.table()).all(column))
        .as(field.toString())
        .isEqualTo(spans.stream().map(plain).toArray(AttributeValue[]::new));
  }

  @Test
  void namesTheAttributesOfItemsAndResources() {
    List<Span> spans = withManyKeys();
    Set<String> names = new TreeSet<>();
    for (Span span : spans) {
      names.addAll(span.attributes().keys());
      names.addAll(span.resource().attributes().keys());
    }

    assertThat(new WrittenSpans().write(spans).part().attributeNames())
        .containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void findsTheRowsOfATrace() {
    List<Span> spans = random(500);
    SpanPart part = new WrittenSpans().write(spans).part();
    TraceId id = spans.get(7).traceId();

    assertThat(part.rowsOf(id))
        .containsExactly(
            IntStream.range(0, 500).filter(i -> spans.get(i).traceId().equals(id)).toArray());
    assertThat(part.mayHold(id)).isTrue();
    assertThat(part.rowsOf(new TraceId(id.high(), 99))).isEmpty();
    assertThat(part.rowsOf(new TraceId(0, id.low()))).isEmpty();
    assertThat(part.traceId(7)).isEqualTo(id);
  }

  @Test
  void findsATraceByItsTextInLowerCaseOnly() {
    Span span = Spans.number(0xabc).build();
    SpanPart part = new WrittenSpans().write(List.of(span)).part();
    String hex = span.traceId().hex();
    Coded traces = part.traces();

    assertThat(traces.value(traces.find(AttributeValue.of(hex)))).isEqualTo(AttributeValue.of(hex));
    assertThat(traces.find(AttributeValue.of(hex.toUpperCase(Locale.ROOT)))).isZero();
    assertThat(traces.find(AttributeValue.of("abc"))).isZero();
    assertThat(traces.find(AttributeValue.of(5))).isZero();
  }

  @Test
  void computesAValueOncePerCombination() {
    List<Span> spans =
        IntStream.rangeClosed(1, 20_000)
            .mapToObj(i -> Spans.number(i).named("GET /orders/" + i % 7).build())
            .toList();
    SpanPart part = new WrittenSpans().write(spans).part();

    assertThat(part.column(Field.of(CanonicalField.ENDPOINT)))
        .isInstanceOfSatisfying(
            ByCode.class, column -> assertThat(column.codes().codeCount()).isEqualTo(3));
    assertColumn(
        part,
        spans,
        Field.of(CanonicalField.ENDPOINT),
        span -> READER.read(span, CanonicalField.ENDPOINT));
  }

  @Test
  void aLaterPartAnswersAsOneMadeAnew() {
    List<Span> spans = new ArrayList<>();
    WrittenSpans written = new WrittenSpans();
    SpanPart part = written.part();
    List<Field> fields =
        List.of(
            Field.of(CanonicalField.ENDPOINT),
            Field.of(CanonicalField.FAILED),
            Field.of(CanonicalField.TENANT),
            Field.of(CanonicalField.SERVICE),
            Field.attribute("service.name"));
    for (int batch = 0; batch < 4; batch++) {
      List<Span> more = growing(spans.size() + 1, 4_500, batch);
      spans.addAll(more);
      part = written.write(more).part(part);
      for (Field field : fields) {
        part.column(field);
      }
    }

    SpanPart last = part;
    for (Field field : fields) {
      assertThat(new ColumnReading(last.table()).all(last.column(field)))
          .as(field.toString())
          .isEqualTo(new ColumnReading(last.table()).all(written.part().column(field)));
    }
    assertColumn(
        last, spans, fields.getFirst(), span -> READER.read(span, CanonicalField.ENDPOINT));
  }

  /** Every batch has other names and values, and the third has keys that came with it. */
  private static List<Span> growing(int first, int count, int batch) {
    return IntStream.range(first, first + count)
        .mapToObj(i -> {
          Spans span =
              Spans.number(i)
                  .trace(1 + i % 100)
                  .named("call " + (char) ('a' + batch) + (char) ('a' + i % 5))
                  .of("shop-" + batch)
                  .with("http.status_code", 200 + 100 * (i % 4));
          return (batch >= 2
                  ? span.with("tenant.id", "t" + i % 7).with("http.route", "/r" + batch)
                  : span)
              .build();
        })
        .toList();
  }

  @Test
  void readsValuesThatFoundNoPlaceInADictionary() {
    List<Span> spans =
        IntStream.rangeClosed(1, 70_000)
            .mapToObj(i -> Spans.number(i).named("n" + i).with("url.path", "/p/x" + i).build())
            .toList();
    SpanPart part = new WrittenSpans().write(spans).part();

    assertThat(part.item(69_999)).isEqualTo(spans.getLast());
    for (CanonicalField field :
        List.of(CanonicalField.NAME, CanonicalField.ENDPOINT, CanonicalField.URL_PATH)) {
      assertColumn(part, spans, Field.of(field), span -> READER.read(span, field));
    }
  }

  @Test
  void saysWhatIsAbsentAndRefusesDimensions() {
    SpanPart part = new WrittenSpans().write(List.of(Spans.number(1).build())).part();

    assertThat(part.column(Field.of(CanonicalField.HTTP_ROUTE))).isInstanceOf(Absent.class);
    assertThat(part.column(new Field.Attribute(Origin.ITEM, "nothing"))).isInstanceOf(Absent.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> part.column(Field.dimension("service")))
        .withMessageContaining("service");
  }

  private static List<Span> items(SpanPart part) {
    return IntStream.range(0, part.table().rows()).mapToObj(part::item).toList();
  }
}
