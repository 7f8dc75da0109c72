package io.midwatch.query.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.query.requests.Recovery.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecoveryTest {
  /** Attempts and failures of each step, one second apart. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      nullValues = "-",
      value = {
        "nothing was asked,                      '',                     -",
        "never failed,                           '9/0 9/0',              -",
        "fails to the end,                       '9/0 9/3 9/0 9/3',      -",
        "too few went well to tell,              '100/30 12/0',          -",
        "enough went well at that share,         '100/30 13/0',          1",
        "enough over several steps,              '100/30 5/0 5/0 5/0',   1",
        "a rare failure needs more,              '100/1 400/0',          -",
        "a rare failure and very many,           '100/1 500/0',          1",
        "all failed and one went well,           '7/7 1/0',              1",
        "what went well before does not count,   '9000/0 100/30 13/0',   2",
        "fails as seldom as it may,            '900/300 900/4 900/5',    1",
        "it still fails at a lower share,                '900/300 900/40 900/50',  -",
        "few at a time still fail,             '50/20 3/1 3/1 3/1',      -",
        "one of many fails after it,           '50/20 60/0 50/1 60/0',   1",
        "came back,                            '90/30 900/0 90/30',      -",
        "nobody asks any more,                   '100/30 0/0',           -",
      })
  void tellsWhenItWentWellForGood(String name, String steps, @Nullable Long second) {
    List<Step> given = new ArrayList<>();
    for (String step : steps.isBlank() ? new String[0] : steps.strip().split(" ")) {
      String[] parts = step.split("/");
      given.add(new Step(given.size(), Long.parseLong(parts[0]), Long.parseLong(parts[1])));
    }

    assertThat(Recovery.startUnixNano(given, 0.01)).as(name).isEqualTo(second);
  }
}
