package io.midwatch.ui.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownTextTest {
  @Test
  void controlAndDirectionBecomeVisible() {
    assertThat(ShownText.visible("\u001b[31mred\u0000\u007f\u009b")).isEqualTo("␛[31mred␀␡\uFFFD");
    assertThat(ShownText.visible("gpj.\u202Eexe\u2066\u200F\u061C\uFEFF"))
        .isEqualTo("gpj.\uFFFDexe\uFFFD\uFFFD\uFFFD\uFFFD");
  }

  @Test
  void whatIsReadStaysAsItIs() {
    String sent = "ÄÖ\u00A0日本 שלום\u200D\uD83D\uDE00\tone\ntwo\r\n…";

    assertThat(ShownText.visible(sent)).isEqualTo(sent);
    assertThat(ShownText.hides(sent)).isFalse();
  }

  @Test
  void cutsBetweenCharacters() {
    assertThat(ShownText.cut("ab\uD83D\uDE00cd", 3)).isEqualTo("ab…");
    assertThat(ShownText.cut("ab\uD83D\uDE00cd", 4)).isEqualTo("ab\uD83D\uDE00…");
    assertThat(ShownText.cut("abc", 3)).isEqualTo("abc");
  }
}
