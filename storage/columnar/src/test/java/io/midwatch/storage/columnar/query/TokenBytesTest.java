package io.midwatch.storage.columnar.query;

import static io.midwatch.storage.columnar.query.TextTest.Answer.NO;
import static io.midwatch.storage.columnar.query.TextTest.Answer.UNKNOWN;
import static io.midwatch.storage.columnar.query.TextTest.Answer.YES;
import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.storage.contract.query.Tokens;
import io.midwatch.storage.contract.write.ByteSlice;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TokenBytesTest {
  private static final List<String> PIECES =
      List.of("err", "ERR", "-", "7731", " ", "Err-7731", "\u212A", "ü", "no", "_", "9", "z");

  @Test
  void answersAsTheTokensOfTheText() {
    Random random = new Random(3);
    int held = 0;
    int ruledOut = 0;
    for (int i = 0; i < 20_000; i++) {
      List<String> phrase = Tokens.of(text(random, 3));
      String text = text(random, 9);
      TokenBytes bytes = TokenBytes.of(phrase);
      if (bytes == null) {
        continue;
      }
      TextTest.Answer answer = bytes.of(ByteSlice.ofUtf8(text));
      if (answer != UNKNOWN) {
        assertThat(answer)
            .as("%s in %s", phrase, text)
            .isEqualTo(Tokens.holds(text, phrase) ? YES : NO);
        held += answer == YES ? 1 : 0;
        ruledOut += answer == NO ? 1 : 0;
      }
    }
    assertThat(held).isGreaterThan(100);
    assertThat(ruledOut).isGreaterThan(100);
  }

  @Test
  void looksForTheLongestTokenInAnyCase() {
    TokenBytes bytes = Objects.requireNonNull(TokenBytes.of(List.of("no", "err-7731", "größer")));
    assertThat(bytes.of(ByteSlice.ofUtf8("seen ERR-7731"))).isEqualTo(UNKNOWN);
    assertThat(bytes.of(ByteSlice.ofUtf8("seen ERR-77310"))).isEqualTo(NO);
    assertThat(bytes.of(ByteSlice.ofUtf8("no größer"))).isEqualTo(UNKNOWN);
    assertThat(TokenBytes.of(List.of("größer"))).isNull();
  }

  @Test
  void findsPartsAsTextsDo() {
    Random random = new Random(4);
    int found = 0;
    for (int i = 0; i < 20_000; i++) {
      String part = text(random, 2);
      String text = text(random, 9);
      SubstringBytes bytes = Objects.requireNonNull(SubstringBytes.of(part));
      boolean holds = text.contains(part);
      assertThat(bytes.of(ByteSlice.ofUtf8(text)))
          .as("%s in %s", part, text)
          .isEqualTo(holds ? YES : NO);
      found += holds ? 1 : 0;
    }
    assertThat(found).isBetween(100, 19_900);
  }

  @Test
  void leavesPartsToTextsThatBytesDoNotTell() {
    assertThat(SubstringBytes.of("")).isNull();
    assertThat(SubstringBytes.of("a\uFFFDb")).isNull();
    assertThat(SubstringBytes.of("\uD83D")).isNull();
  }

  private static String text(Random random, int pieces) {
    StringBuilder text = new StringBuilder();
    for (int i = 1 + random.nextInt(pieces); i > 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }
}
