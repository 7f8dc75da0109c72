package io.midwatch.storage.contract.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.re2j.Pattern;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelPatternTest {
  private static final List<String> TEXTS =
      List.of("", "a", "b", "ab", "a|b", "(a)", "http_x", "http_", "http", "a\nb", "a.*", ".*");

  @Test
  void takesWhatThePatternTakes() {
    for (String pattern :
        List.of(
            "", "a", "a|b", "(a|b)", "(a|b|)", "a||b", "|", "()", ".*", ".+", "http_.*", "http_.+",
            "a.*", "a\\.\\*", "(a)|(b)", "(a)(b)", "[ab]", "a?", "(?i)A", "a|b.*", "a\\|b", "^a$",
            "(a|b).*", "(a", ".*|a")) {
      if (isPattern(pattern)) {
        LabelPattern found = LabelPattern.of(pattern);
        for (String text : TEXTS) {
          assertThat(found.test(text))
              .as("%s takes %s", pattern, text)
              .isEqualTo(Pattern.compile(pattern, Pattern.DOTALL).matches(text));
        }
      } else {
        assertThatIllegalArgumentException().isThrownBy(() -> LabelPattern.of(pattern));
      }
    }
  }

  private static boolean isPattern(String pattern) {
    try {
      return Pattern.compile(pattern, Pattern.DOTALL) != null;
    } catch (com.google.re2j.PatternSyntaxException e) {
      return false;
    }
  }

  @Test
  void tellsAlternatives() {
    assertThat(LabelPattern.of("a|b").alternatives()).containsExactly("a", "b");
    assertThat(LabelPattern.of("(a|b)").alternatives()).containsExactly("a", "b");
    assertThat(LabelPattern.of("a.*").alternatives()).isEmpty();
    assertThat(LabelPattern.of("[ab]").alternatives()).isEmpty();
  }
}
