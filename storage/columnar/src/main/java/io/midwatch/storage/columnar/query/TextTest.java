package io.midwatch.storage.columnar.query;

import io.midwatch.model.AttributeValue.StringValue;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.Tokens;
import io.midwatch.storage.contract.write.ByteSlice;
import org.jspecify.annotations.Nullable;

/** Tests a text by its UTF-8 bytes: most are settled before a string is made of them. */
interface TextTest {
  /** Whether the text matches, or has to be looked at as a text. */
  enum Answer {
    YES,
    NO,
    UNKNOWN
  }

  Answer of(ByteSlice text);

  /** The test of a filter's bytes, null when texts have to be looked at anyway. */
  static @Nullable TextTest of(Filter filter) {
    return switch (filter) {
      case Filter.Phrase(_, String phrase) -> TokenBytes.of(Tokens.of(phrase));
      case Filter.Eq(_, StringValue(String text)) -> TokenBytes.amongOthers(Tokens.of(text));
      case Filter.Substring(_, String part) -> SubstringBytes.of(part);
      default -> null;
    };
  }
}
