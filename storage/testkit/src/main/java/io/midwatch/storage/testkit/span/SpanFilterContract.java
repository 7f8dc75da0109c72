package io.midwatch.storage.testkit.span;

import static io.midwatch.storage.contract.query.Filter.and;
import static io.midwatch.storage.contract.query.Filter.eq;
import static io.midwatch.storage.contract.query.Filter.not;
import static io.midwatch.storage.contract.query.Filter.or;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.Bytes;
import io.midwatch.model.Resource;
import io.midwatch.model.Span;
import io.midwatch.model.SpanKind;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Field.Origin;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.testkit.fixture.Spans;
import io.midwatch.storage.testkit.fixture.StoreContract;
import io.midwatch.storage.testkit.fixture.Times;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operator on every type of value, and what a missing value, an array or a mix does. */
public abstract class SpanFilterContract extends StoreContract {
  private static final Field V = Field.attribute("v");
  private static final Field NAME = Field.named("name");

  /** Rows by number; {@code v} is of another type in nearly every one. */
  private static final List<Span> ROWS =
      List.of(
          row(1, AttributeValue.of("red")),
          row(2, AttributeValue.of("Red")),
          row(3, AttributeValue.of(5)),
          row(4, AttributeValue.of(5.0)),
          row(5, AttributeValue.of("5")),
          row(6, AttributeValue.of(true)),
          row(7, AttributeValue.of(7.25)),
          row(8, AttributeValue.ofStrings("red", "green")),
          row(9, AttributeValue.of(List.of(AttributeValue.of(1), AttributeValue.of("redwood")))),
          row(10, AttributeValue.EMPTY),
          Spans.number(11).named("no v").build(),
          row(12, AttributeValue.of(Double.NaN)),
          row(13, new AttributeValue.BytesValue(Bytes.copyOf(new byte[] {1, 2}))),
          row(14, new AttributeValue.MapValue(Attributes.ofStrings("red", "red"))),
          row(15, AttributeValue.of("")),
          row(16, AttributeValue.of(Long.MAX_VALUE)),
          row(17, AttributeValue.of(-0.0)));

  private static Span row(long number, AttributeValue value) {
    return Spans.number(number).named("row " + number).with("v", value).build();
  }

  static Stream<Arguments> freeAttributes() {
    return Stream.of(
        Arguments.of("text equals by case", eq(V, "red"), List.of(1L, 8L)),
        Arguments.of("a long equals the double", eq(V, 5), List.of(3L, 4L)),
        Arguments.of("the double equals the long", equal(AttributeValue.of(5.0)), List.of(3L, 4L)),
        Arguments.of("a text of digits is no number", eq(V, "5"), List.of(5L)),
        Arguments.of("a boolean", eq(V, true), List.of(6L)),
        Arguments.of("zero has one value", eq(V, 0), List.of(17L)),
        Arguments.of("a long beyond doubles", eq(V, Long.MAX_VALUE), List.of(16L)),
        Arguments.of("a near long is another", eq(V, Long.MAX_VALUE - 1), List.of()),
        Arguments.of("an array's element", eq(V, 1), List.of(9L)),
        Arguments.of("bytes", equal(bytes(1, 2)), List.of(13L)),
        Arguments.of("other bytes", equal(bytes(1)), List.of()),
        Arguments.of("an empty text is a value", eq(V, ""), List.of(15L)),
        Arguments.of("nothing equals the empty value", equal(AttributeValue.EMPTY), List.of()),
        Arguments.of(
            "any of several, of several types",
            new Filter.In(V, List.of(AttributeValue.of("green"), AttributeValue.of(true))),
            List.of(6L, 8L)),
        Arguments.of("any of none", new Filter.In(V, List.of()), List.of()),
        Arguments.of(
            "exists but for missing and empty", not(new Filter.Exists(V)), List.of(10L, 11L)),
        Arguments.of("half-open from", range(5.0, null), List.of(3L, 4L, 7L, 16L)),
        Arguments.of("half-open below", range(null, 5.0), List.of(9L, 17L)),
        Arguments.of("both bounds", range(5.0, 7.25), List.of(3L, 4L)),
        Arguments.of(
            "an open range is any number", range(null, null), List.of(3L, 4L, 7L, 9L, 16L, 17L)),
        Arguments.of("prefix by case", new Filter.Prefix(V, "red"), List.of(1L, 8L, 9L)),
        Arguments.of(
            "not equal includes missing",
            and(not(eq(V, "red")), range(0, 12)),
            List.of(2L, 3L, 4L, 5L, 6L, 7L, 9L, 10L, 11L)),
        Arguments.of("or", or(eq(V, "red"), eq(V, true)), List.of(1L, 6L, 8L)),
        Arguments.of("or of nothing", or(), List.of()),
        Arguments.of("and", and(eq(V, "red"), eq(V, "green")), List.of(8L)),
        Arguments.of("not of everything", not(Filter.ALL), List.of()));
  }

  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of("a token without case", new Filter.Phrase(NAME, "ERR-7731"), List.of(1L)),
        Arguments.of("half a token is none", new Filter.Phrase(NAME, "7731"), List.of()),
        Arguments.of("tokens in order", new Filter.Phrase(NAME, "no stock"), List.of(1L, 2L)),
        Arguments.of("not out of order", new Filter.Phrase(NAME, "stock no"), List.of()),
        Arguments.of("substring in a token", new Filter.Substring(NAME, "7731"), List.of(1L)),
        Arguments.of("substring by case", new Filter.Substring(NAME, "err"), List.of()),
        Arguments.of("pattern anywhere", new Filter.Regex(NAME, "sto.k"), List.of(1L, 2L)),
        Arguments.of("anchored pattern", new Filter.Regex(NAME, "^No"), List.of(2L)),
        Arguments.of("prefix", new Filter.Prefix(NAME, "ERR"), List.of(1L)),
        Arguments.of("a phrase of nothing is in any text", new Filter.Phrase(NAME, "—"), all()));
  }

  private static List<Long> all() {
    return List.of(1L, 2L, 3L);
  }

  private static Filter equal(AttributeValue value) {
    return new Filter.Eq(V, value);
  }

  private static AttributeValue bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return new AttributeValue.BytesValue(Bytes.copyOf(bytes));
  }

  private static Filter range(
      @org.jspecify.annotations.Nullable Double atLeast,
      @org.jspecify.annotations.Nullable Double below) {
    return new Filter.NumberRange(V, atLeast, below);
  }

  /** Rows whose number lies in a range, by their duration in milliseconds. */
  private static Filter range(int from, int to) {
    return new Filter.NumberRange(
        Field.named("duration"), from * (double) Times.MILLI, to * (double) Times.MILLI);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("freeAttributes")
  void filtersFreeAttributes(String behaviour, Filter filter, List<Long> numbers) {
    store.spanWriter().writeSpans(ROWS);
    assertThat(found(filter)).as(behaviour).isEqualTo(numbers);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("texts")
  void filtersTexts(String behaviour, Filter filter, List<Long> numbers) {
    store
        .spanWriter()
        .writeSpans(
            List.of(
                Spans.number(1).named("ERR-7731: no stock").build(),
                Spans.number(2).named("No stock at all").build(),
                Spans.number(3).named("fine").build()));
    assertThat(found(filter)).as(behaviour).isEqualTo(numbers);
  }

  @Test
  void readsWhatASpanIs() {
    Span parent = Spans.number(1).named("GET /a").of("shop").build();
    Span child =
        Spans.number(2).trace(1).childOf(1).kind(SpanKind.CLIENT).failed().of("payments").build();
    store.spanWriter().writeSpans(List.of(parent, child));
    assertThat(found(eq(Field.named("kind"), "client"))).containsExactly(2L);
    assertThat(found(eq(Field.named("status"), "error"))).containsExactly(2L);
    assertThat(found(eq(Field.named("failed"), true))).containsExactly(2L);
    assertThat(found(eq(Field.named("service"), "shop"))).containsExactly(1L);
    assertThat(found(eq(Field.named("trace.id"), parent.traceId().hex()))).containsExactly(1L, 2L);
    assertThat(found(eq(Field.named("trace.id"), Spans.traceId(9).hex()))).isEmpty();
    assertThat(found(not(new Filter.Exists(Field.named("parent.span.id"))))).containsExactly(1L);
  }

  @Test
  void readsOldAndNewNamesAsOneField() {
    store
        .spanWriter()
        .writeSpans(
            List.of(
                Spans.number(1).with("http.status_code", 502).build(),
                Spans.number(2).with("http.response.status_code", 502).build(),
                Spans.number(3).with("http.response.status_code", 200).build()));
    assertThat(found(eq(Field.named("http.response.status_code"), 502))).containsExactly(1L, 2L);
  }

  @Test
  void looksWhereTheFieldSays() {
    Resource zone = Resource.of(Attributes.ofStrings("service.name", "shop", "v", "far"));
    store
        .spanWriter()
        .writeSpans(
            List.of(
                Spans.number(1).from(zone).build(),
                Spans.number(2).from(zone).with("v", "near").build()));
    assertThat(found(eq(V, "far"))).as("the item hides its resource").containsExactly(1L);
    assertThat(found(eq(new Field.Attribute(Origin.RESOURCE, "v"), "far"))).containsExactly(1L, 2L);
    assertThat(found(eq(new Field.Attribute(Origin.ITEM, "v"), "near"))).containsExactly(2L);
    assertThat(found(new Filter.Exists(new Field.Attribute(Origin.SCOPE, "v")))).isEmpty();
  }

  @Test
  void refusesQuestionsThatMakeNoSense() {
    assertThatIllegalArgumentException().isThrownBy(() -> found(new Filter.Regex(NAME, "(")));
    assertThatIllegalArgumentException().isThrownBy(() -> found(new Filter.Regex(V, "a")));
    assertThatIllegalArgumentException().isThrownBy(() -> found(new Filter.Substring(V, "a")));
    assertThatIllegalArgumentException().isThrownBy(() -> found(new Filter.Phrase(V, "a")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> found(eq(Field.dimension("service"), "shop")));
  }

  /** Span ids of matching rows, ascending. */
  private List<Long> found(Filter filter) {
    SearchQuery query = SearchQuery.newest(Times.HOUR, filter, 100);
    return store.spans().searchSpans(query.sorted(SearchQuery.Sort.OLDEST_FIRST)).items().stream()
        .map(span -> span.spanId().value())
        .toList();
  }
}
