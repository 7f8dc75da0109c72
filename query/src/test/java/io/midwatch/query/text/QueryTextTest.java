package io.midwatch.query.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueryTextTest {
  private static final Field BODY = Field.of(CanonicalField.BODY);
  private static final Field SERVICE = Field.of(CanonicalField.SERVICE);
  private static final Field STATUS = Field.of(CanonicalField.HTTP_STATUS);
  private static final Field DURATION = Field.of(CanonicalField.DURATION);
  private static final Field FREE = Field.attribute("order.id");

  private final QueryText text = new QueryText(BODY);

  @Test
  void emptyLineMatchesEverything() {
    assertThat(text.parse("  ")).isEqualTo(Filter.ALL);
  }

  @Test
  void wordsAndQuotedPhrasesAreLookedForInTheTextField() {
    assertThat(text.parse("timeout \"read timed out\""))
        .isEqualTo(
            Filter.and(
                new Filter.Phrase(BODY, "timeout"), new Filter.Phrase(BODY, "read timed out")));
  }

  @Test
  void fieldAndValueWithTheFieldsType() {
    assertThat(text.parse("service:payments"))
        .isEqualTo(Filter.and(new Filter.In(SERVICE, List.of(AttributeValue.of("payments")))));
    assertThat(text.parse("http.response.status_code:500"))
        .isEqualTo(
            Filter.and(
                new Filter.In(
                    STATUS, List.of(AttributeValue.of("500"), AttributeValue.of(500.0)))));
  }

  @Test
  void minusNegatesOnePart() {
    assertThat(text.parse("-service:payments timeout"))
        .isEqualTo(
            Filter.and(
                Filter.not(new Filter.In(SERVICE, List.of(AttributeValue.of("payments")))),
                new Filter.Phrase(BODY, "timeout")));
  }

  @Test
  void comparesNumbersAndDurations() {
    assertThat(text.parse("duration>=2s"))
        .isEqualTo(Filter.and(new Filter.NumberRange(DURATION, 2e9, null)));
    assertThat(text.parse("duration<250ms"))
        .isEqualTo(Filter.and(new Filter.NumberRange(DURATION, null, 250e6)));
    assertThat(text.parse("http.response.status_code>499"))
        .isEqualTo(Filter.and(new Filter.NumberRange(STATUS, Math.nextUp(499.0), null)));
    assertThat(text.parse("http.response.status_code<=499"))
        .isEqualTo(Filter.and(new Filter.NumberRange(STATUS, null, Math.nextUp(499.0))));
  }

  @Test
  void existsPrefixPatternAndSubstring() {
    assertThat(text.parse("order.id:*")).isEqualTo(Filter.and(new Filter.Exists(FREE)));
    assertThat(text.parse("order.id:A-*")).isEqualTo(Filter.and(new Filter.Prefix(FREE, "A-")));
    assertThat(text.parse("order.id:/a b+/")).isEqualTo(Filter.and(new Filter.Regex(FREE, "a b+")));
    assertThat(text.parse("/pool .* exhausted/"))
        .isEqualTo(Filter.and(new Filter.Regex(BODY, "pool .* exhausted")));
    assertThat(text.parse("~imed")).isEqualTo(Filter.and(new Filter.Substring(BODY, "imed")));
  }

  @Test
  void quotedValueMayHoldSpacesAndColons() {
    assertThat(text.parse("order.id:\"a b:c\""))
        .isEqualTo(Filter.and(new Filter.In(FREE, List.of(AttributeValue.of("a b:c")))));
  }

  @Test
  void pathsAreWordsNotPatterns() {
    assertThat(text.parse("GET /v1/orders/7"))
        .isEqualTo(
            Filter.and(new Filter.Phrase(BODY, "GET"), new Filter.Phrase(BODY, "/v1/orders/7")));
  }

  @Test
  void oddTextIsSearchedForAsItStands() {
    assertThat(text.parse("service: \"unclosed"))
        .isEqualTo(
            Filter.and(new Filter.Phrase(BODY, "service:"), new Filter.Phrase(BODY, "unclosed")));
  }
}
