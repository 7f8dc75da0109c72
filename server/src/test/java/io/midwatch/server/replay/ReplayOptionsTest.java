package io.midwatch.server.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayOptionsTest {
  @Test
  void sendsEverythingAtOnceToTheLocalCollectorByDefault() {
    assertThat(ReplayOptions.parse(List.of("a.jsonl", "b.jsonl.gz")))
        .isEqualTo(
            new ReplayOptions(
                List.of(Path.of("a.jsonl"), Path.of("b.jsonl.gz")),
                URI.create("http://127.0.0.1:4318"),
                false,
                Double.POSITIVE_INFINITY));
  }

  @Test
  void readsOptionsInBothSpellings() {
    ReplayOptions expected =
        new ReplayOptions(List.of(Path.of("a")), URI.create("https://otel.example:9"), true, 2.5);
    assertThat(
            ReplayOptions.parse(
                List.of(
                    "--to", "https://otel.example:9/", "a", "--shift-to-now", "--speed", "2.5")))
        .isEqualTo(expected);
    assertThat(
            ReplayOptions.parse(
                List.of("--to=https://otel.example:9", "--speed=2.5", "--shift-to-now", "a")))
        .isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a --speed 0        | --speed needs a number above 0, not 0",
        "a --speed NaN      | --speed needs a number above 0, not NaN",
        "a --speed fast     | --speed needs a number above 0, not fast",
        "a --to ftp://h     | --to needs an address such as http://127.0.0.1:4318, not ftp://h",
        "a --to localhost   | --to needs an address such as http://127.0.0.1:4318, not localhost",
        "a --to             | --to needs a value",
        "a --faster         | unknown option --faster",
        "--shift-to-now     | no file to replay",
      })
  void saysWhatIsWrong(String arguments, String message) {
    assertThatThrownBy(() -> ReplayOptions.parse(List.of(arguments.split(" "))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}
