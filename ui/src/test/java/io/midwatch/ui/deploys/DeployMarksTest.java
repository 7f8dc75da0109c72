package io.midwatch.ui.deploys;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.insight.deploy.DeployRow;
import io.midwatch.ui.PageTest;
import io.midwatch.ui.Pages;
import io.midwatch.ui.deploys.DeployMarks.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

@PageTest
class DeployMarksTest {
  @Autowired MockMvc mvc;

  @Test
  void deployStandsWhereItHappenedWithItsServiceAndVersion() {
    List<Mark> marks = marks(deploy("shop", "2.41.0", 750), deploy("payments", "5.12.0", 250));

    assertThat(marks)
        .containsExactly(
            new Mark("25.00%", "start", "payments 5.12.0", "00:00:00 UTC deploy payments 5.12.0"),
            new Mark("75.00%", "end", "shop 2.41.0", "00:00:00 UTC deploy shop 2.41.0"));
  }

  @Test
  void linesNearEachOtherShareOneLabelAndTheNewestEightAreShown() {
    List<DeployRow> many = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      many.add(deploy("shop", "1." + i, 500 + i));
    }

    List<Mark> marks = marks(many.toArray(DeployRow[]::new));

    assertThat(marks).hasSize(8);
    assertThat(marks.getFirst().label()).isEqualTo("shop 1.4");
    assertThat(marks).filteredOn(mark -> !mark.label().isEmpty()).hasSize(1);
  }

  @Test
  void whatIsOutsideTheWindowHasNoLine() {
    assertThat(marks(deploy("shop", "1", 1000), deploy("shop", "2", -1))).isEmpty();
  }

  @Test
  void everyChartOfAServiceHasItsDeploys() throws Exception {
    Pages pages = new Pages(mvc);

    assertThat(pages.html("/services/shop").split("UTC deploy shop 2.41.0", -1)).hasSize(4);
    assertThat(pages.html("/services/shop")).doesNotContain("deploy payments");
    assertThat(pages.html("/")).contains("UTC deploy payments 5.12.0", "UTC deploy shop 2.41.0");
  }

  private static List<Mark> marks(DeployRow... deploys) {
    return new DeployMarks(() -> List.of(deploys), 0, 1000).window(null);
  }

  private static DeployRow deploy(String service, String version, long millis) {
    return new DeployRow(
        version, service, "", version, millis * 1_000_000, true, null, 0, Map.of());
  }
}
