package io.midwatch.storage.testkit.span;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Span;
import io.midwatch.storage.contract.query.CompareAnswer;
import io.midwatch.storage.contract.query.CompareAnswer.Difference;
import io.midwatch.storage.contract.query.CompareQuery;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.FieldsAnswer.Counted;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.testkit.fixture.Spans;
import io.midwatch.storage.testkit.fixture.StoreContract;
import io.midwatch.storage.testkit.fixture.Times;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which fields there are, which values they have, and what sets some rows apart. */
public abstract class SpanExploreContract extends StoreContract {
  private static final Filter ERROR = Filter.eq(Field.named("status"), "error");
  private static final Field REGION = Field.attribute("region");
  private static final Field HOST = Field.attribute("host");

  /** Four failed and six good spans: all failed ones are in eu, half of the good ones are. */
  private void writeFailuresOfOneRegion() {
    List<Span> spans = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      Spans span = Spans.number(i).with("host", "h" + i % 2);
      boolean failed = i <= 4;
      if (i != 10) {
        span.with("region", failed || i <= 7 ? "eu" : "us");
      }
      spans.add((failed ? span.failed() : span).build());
    }
    store.spanWriter().writeSpans(spans);
  }

  @Test
  void findsWhatTheSelectedRowsShare() {
    writeFailuresOfOneRegion();
    CompareAnswer answer = compare(List.of(REGION, HOST), 10);
    assertThat(answer.selectionRows()).isEqualTo(4);
    assertThat(answer.baselineRows()).isEqualTo(6);
    assertThat(answer.differences())
        .startsWith(
            new Difference(REGION, AttributeValue.of("eu"), 4, 3),
            new Difference(REGION, AttributeValue.of("us"), 0, 2),
            new Difference(REGION, AttributeValue.EMPTY, 0, 1));
    assertThat(answer.shareDifference(answer.differences().getFirst()))
        .isCloseTo(0.5, within(1e-9));
  }

  @Test
  void looksAtEveryAttributeOfTheSelectionWhenNoFieldIsNamed() {
    writeFailuresOfOneRegion();
    CompareAnswer answer = compare(List.of(), 2);
    assertThat(answer.differences())
        .containsExactly(
            new Difference(REGION, AttributeValue.of("eu"), 4, 3),
            new Difference(REGION, AttributeValue.of("us"), 0, 2));
  }

  @Test
  void comparesWithNothing() {
    CompareAnswer answer = compare(List.of(REGION), 10);
    assertThat(answer.differences()).isEmpty();
    assertThat(answer.selectionRows()).isZero();
  }

  @Test
  void countsAnArrayOnceForEachElement() {
    store
        .spanWriter()
        .writeSpans(
            List.of(
                Spans.number(1)
                    .with("region", AttributeValue.ofStrings("eu", "eu", "us"))
                    .failed()
                    .build(),
                Spans.number(2).with("region", "us").build()));
    assertThat(compare(List.of(REGION), 10).differences())
        .containsExactly(new Difference(REGION, AttributeValue.of("eu"), 1, 0));
  }

  private CompareAnswer compare(List<Field> fields, int top) {
    return store
        .spans()
        .compareSpans(
            new CompareQuery(
                QueryScope.ALL,
                Times.HOUR,
                ERROR,
                Filter.not(ERROR),
                fields,
                top,
                QueryLimits.DEFAULT));
  }

  private void writeForNames() {
    store
        .spanWriter()
        .writeSpans(
            List.of(
                Spans.number(1).with("http.route", "/a").with("cart", 1).build(),
                Spans.number(2).with("http.route", "/b").of("payments").build(),
                Spans.number(3)
                    .with("http.route", AttributeValue.ofStrings("/a", "/ab", "/a"))
                    .with("http.method", AttributeValue.EMPTY)
                    .build(),
                Spans.number(50).with("later", "x").build()));
  }

  @Test
  void listsAttributesByHowManyRowsCarryThem() {
    writeForNames();
    assertThat(store.spans().spanFields(QueryScope.ALL, Times.seconds(0, 10), "", 9).names())
        .containsExactly(
            new Counted("http.route", 3),
            new Counted("service.name", 3),
            new Counted("cart", 1),
            new Counted("http.method", 1));
    assertThat(store.spans().spanFields(QueryScope.ALL, Times.seconds(0, 10), "http.", 1).names())
        .containsExactly(new Counted("http.route", 3));
  }

  @Test
  void listsValuesByHowManyRowsCarryThem() {
    writeForNames();
    Field route = Field.attribute("http.route");
    assertThat(store.spans().spanValues(QueryScope.ALL, Times.HOUR, route, "/", 9).names())
        .containsExactly(new Counted("/a", 2), new Counted("/ab", 1), new Counted("/b", 1));
    assertThat(store.spans().spanValues(QueryScope.ALL, Times.HOUR, route, "/a", 9).names())
        .containsExactly(new Counted("/a", 2), new Counted("/ab", 1));
    Field cart = Field.attribute("cart");
    assertThat(store.spans().spanValues(QueryScope.ALL, Times.HOUR, cart, "", 9).names())
        .containsExactly(new Counted("1", 1));
    Field service = Field.named("service");
    assertThat(store.spans().spanValues(QueryScope.ALL, Times.HOUR, service, "p", 9).names())
        .containsExactly(new Counted("payments", 1));
  }

  @Test
  void listsOnlyWhatTheScopeMaySee() {
    writeForNames();
    QueryScope payments = new QueryScope(Filter.eq(Field.named("service"), "payments"));
    assertThat(store.spans().spanFields(payments, Times.HOUR, "", 9).names())
        .containsExactly(new Counted("http.route", 1), new Counted("service.name", 1));
    assertThat(
            store
                .spans()
                .spanValues(payments, Times.HOUR, Field.attribute("http.route"), "", 9)
                .names())
        .containsExactly(new Counted("/b", 1));
  }
}
