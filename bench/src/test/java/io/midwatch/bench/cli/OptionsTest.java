package io.midwatch.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
  @Test
  void readsBothSpellingsAndUnits() {
    Options options = new Options("ingest", List.of("--items=2M", "--rate", "50k", "--range=90m"));

    assertThat(options.number("items", 1)).isEqualTo(2_000_000);
    assertThat(options.number("rate", 1)).isEqualTo(50_000);
    assertThat(options.duration("range", "24h")).isEqualTo(Duration.ofMinutes(90));
    assertThat(options.number("seed", 7)).isEqualTo(7);
    assertThat(options.line()).isEqualTo("ingest --items=2M --rate 50k --range=90m");
    options.requireNoOthers();
  }

  @Test
  void keepsAllValuesOfARepeatedOption() {
    Options options = new Options("ingest", List.of("--java-opt=-Xmx1g", "--java-opt=-Xms1g"));

    assertThat(options.texts("java-opt")).containsExactly("-Xmx1g", "-Xms1g");
  }

  @Test
  void namesWhatItDoesNotUnderstand() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Options("ingest", List.of("items")))
        .withMessageContaining("items");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Options("ingest", List.of("--items=many")).number("items", 1))
        .withMessageContaining("many");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Options("ingest", List.of("--itmes=1")).requireNoOthers())
        .withMessageContaining("itmes");
  }
}
