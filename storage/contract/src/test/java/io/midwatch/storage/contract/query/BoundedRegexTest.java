package io.midwatch.storage.contract.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedRegexTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "((i1{1000}){100}){100}",
        "(a{32}){32}",
        "(?:x|(?:[{]b{40,}){5}){6}",
        "(\\Qa{\\E{500}|b){3}",
        "([]\\]{]{1,501}){2}",
        "(\\x{41}{501}){2}",
        "([[:alpha:]]{501}){2}"
      })
  void refusesRepeatsThatMultiply(String pattern) {
    assertThatThrownBy(() -> BoundedRegex.compile(pattern, 0))
        .isInstanceOf(PatternSyntaxException.class)
        .hasMessageContaining("invalid repeat count");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a{30}){33}",
        "a{1000}",
        "x{2,3}y{1000}(z{0}){9}",
        "[(a{1000}){1000}]",
        "\\Q(a{1000}){1000}\\E",
        "(\\(a\\{1000}\\)){1000}",
        "(a{,1000}){1000}",
        "\\p{Greek}{7}|\\x{263a}+",
        "a{b}c{1,}"
      })
  void takesWhatComesOutSmall(String pattern) {
    assertThat(BoundedRegex.compile(pattern, 0).pattern()).isEqualTo(pattern);
  }

  @Test
  void refusesManyRepeatsBesideEachOther() {
    assertThatThrownBy(() -> BoundedRegex.compile("ab|".repeat(30_000), 0))
        .isInstanceOf(PatternSyntaxException.class)
        .hasMessageContaining("expression too large");
    assertThatThrownBy(() -> BoundedRegex.compile("[a-z]{1000}".repeat(300), Pattern.DOTALL))
        .isInstanceOf(PatternSyntaxException.class)
        .hasMessageContaining("expression too large");
  }

  @Test
  void refusesGroupsThatNestTooDeeply() {
    String pattern = "(".repeat(10_000) + "a" + ")".repeat(10_000);

    assertThatThrownBy(() -> BoundedRegex.compile(pattern, 0))
        .isInstanceOf(PatternSyntaxException.class)
        .hasMessageContaining("nests too deeply");
  }

  @Test
  void labelPatternsAreBounded() {
    String large = "(a{1000}){1000}";

    assertThatThrownBy(() -> LabelPattern.of(large))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("invalid repeat count");
  }
}
