package io.midwatch.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "--http-port=9, --midwatch.http-port=9",
    "--midwatch.http-port=9, --midwatch.http-port=9",
    "--admin-token=a=b, --midwatch.admin-token=a=b",
    "--htpp-port=9, --midwatch.htpp-port=9",
    "--logging.level.root=DEBUG, --logging.level.root=DEBUG",
  })
  void spellsNamesInFull(String argument, String property) {
    assertThat(Arguments.toProperties(new String[] {argument})).containsExactly(property);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http-port=9", "--http-port", "9090"})
  void refusesWhatIsNoKeyAndValue(String argument) {
    assertThatThrownBy(() -> Arguments.toProperties(new String[] {argument}))
        .isInstanceOf(WrongSettingException.class)
        .hasMessageStartingWith("\"" + argument + "\" is no setting");
  }

  @Test
  void keepsTheOrder() {
    assertThat(Arguments.toProperties(new String[] {"--host=::1", "--http-port=9"}))
        .containsExactly("--midwatch.host=::1", "--midwatch.http-port=9");
  }
}
