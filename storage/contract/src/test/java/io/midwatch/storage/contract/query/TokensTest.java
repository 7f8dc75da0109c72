package io.midwatch.storage.contract.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TokensTest {
  private static final List<String> PIECES =
      List.of(
          "a", "A", "ab", "-", "_7", " ", ":", "\u212A", "k", "Ü", "ü", "\u0130", "i", "\uD83D");

  @Test
  void cutsATextAtWhatIsNoLetterDigitUnderscoreOrDash() {
    assertThat(Tokens.of("ERR-7731: no Stock_1!")).containsExactly("err-7731", "no", "stock_1");
    assertThat(Tokens.of(" .")).isEmpty();
  }

  /** The plain way is to cut the text and to look for a list in a list. */
  @Test
  void findsAPhraseWhereItsTokensFollowOneAnother() {
    Random random = new Random(7);
    int held = 0;
    for (int i = 0; i < 20_000; i++) {
      String text = text(random, 8);
      List<String> phrase = Tokens.of(text(random, 3));
      boolean expected = Collections.indexOfSubList(Tokens.of(text), phrase) >= 0;
      assertThat(Tokens.holds(text, phrase)).as("%s in %s", phrase, text).isEqualTo(expected);
      held += expected && !phrase.isEmpty() ? 1 : 0;
    }
    assertThat(held).isGreaterThan(200);
  }

  private static String text(Random random, int pieces) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(pieces + 1); i > 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }
}
