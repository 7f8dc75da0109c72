package io.midwatch.storage.columnar.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.storage.contract.query.Tokens;
import io.midwatch.storage.contract.write.ByteSlice;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextSearchTest {
  private static final List<String> PIECES =
      List.of("err", "ERR", "-", "7731", " ", "Err-7731", "\u212A", "ü", "no", "_", "9", "z");

  @Test
  void neverRulesOutATextThatHoldsThePhrase() {
    Random random = new Random(3);
    int held = 0;
    int ruledOut = 0;
    for (int i = 0; i < 20_000; i++) {
      List<String> phrase = Tokens.of(text(random, 3));
      String text = text(random, 9);
      TextSearch bytes = TextSearch.ofTokens(phrase);
      if (bytes == null) {
        continue;
      }
      boolean may = bytes.mayBeIn(ByteSlice.ofUtf8(text));
      if (Tokens.holds(text, phrase)) {
        assertThat(may).as("%s in %s", phrase, text).isTrue();
        held++;
      }
      ruledOut += may ? 0 : 1;
    }
    assertThat(held).isGreaterThan(100);
    assertThat(ruledOut).isGreaterThan(100);
  }

  @Test
  void looksForTheLongestTokenInAnyCase() {
    TextSearch bytes =
        Objects.requireNonNull(TextSearch.ofTokens(List.of("no", "err-7731", "größer")));
    assertThat(bytes.mayBeIn(ByteSlice.ofUtf8("seen ERR-7731"))).isTrue();
    assertThat(bytes.mayBeIn(ByteSlice.ofUtf8("seen ERR-773"))).isFalse();
    assertThat(bytes.mayBeIn(ByteSlice.ofUtf8("no größer"))).isTrue();
    assertThat(TextSearch.ofTokens(List.of("größer"))).isNull();
  }

  private static String text(Random random, int pieces) {
    StringBuilder text = new StringBuilder();
    for (int i = 1 + random.nextInt(pieces); i > 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }
}
