package io.midwatch.ui.deploys;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.insight.deploy.DeployEffect;
import io.midwatch.insight.deploy.DeployRow;
import io.midwatch.query.requests.RequestFigures;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeployLineTest {
  private static final DeployRow DEPLOY =
      new DeployRow("1", "shop", "", "2.4.0", 1, false, 1L, 1, Map.of());

  @ParameterizedTest
  @CsvSource({
    "0,    0,     no requests",
    "900,  0,     no requests",
    "0,    2_016, none before it",
    "12,   1_280, only 12 before it",
    "9000, 30,    only 30\u00A0requests",
    "900,  900,   no notable change",
  })
  void saysWhichSideIsTooSmallForAComparison(String before, String after, String word) {
    DeployEffect effect = new DeployEffect(requests(before), requests(after), 1);

    assertThat(new DeployLine(DEPLOY, effect).signal().word()).isEqualTo(word);
  }

  private static RequestFigures requests(String count) {
    return RequestFigures.counted(Long.parseLong(count.replace("_", "")), 0);
  }
}
