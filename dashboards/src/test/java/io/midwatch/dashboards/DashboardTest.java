package io.midwatch.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every dashboard must have so that it can be provisioned anywhere and read by a stranger. */
class DashboardTest {
  private static final JsonMapper JSON = new JsonMapper();

  static List<Path> files() {
    return DashboardFiles.dashboards();
  }

  @Test
  void thereIsOne() {
    assertThat(files()).isNotEmpty();
  }

  @Test
  void identifiersAreFixedAndDistinct() {
    List<String> ids =
        files().stream().map(file -> dashboard(file).path("uid").asString("")).toList();
    assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z0-9-]{1,40}"));
  }

  @ParameterizedTest
  @MethodSource("files")
  void carriesNothingOfTheInstanceItWasMadeOn(Path file) {
    JsonNode dashboard = dashboard(file);
    assertThat(dashboard.path("id").isNull()).isTrue();
    assertThat(dashboard.has("__inputs")).isFalse();
    assertThat(dashboard.path("title").asString("")).isNotBlank();
    assertThat(dashboard.path("schemaVersion").isIntegralNumber()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("files")
  void letsTheReaderChooseTheDataSource(Path file) {
    assertThat(stream(dashboard(file).path("templating").path("list")))
        .anyMatch(variable ->
            variable.path("name").asString("").equals("datasource")
                && variable.path("type").asString("").equals("datasource"));
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyPanelExplainsItselfAndHasItsUnitAndSource(Path file) {
    assertThat(panels(file)).isNotEmpty();
    for (JsonNode panel : panels(file)) {
      String title = panel.path("title").asString("");
      assertThat(title).isNotBlank();
      assertThat(panel.path("description").asString("")).as(title).endsWith(".");
      assertThat(panel.path("fieldConfig").path("defaults").path("unit").asString(""))
          .as("unit of " + title)
          .isNotBlank();
      assertThat(panel.path("datasource").path("uid").asString(""))
          .as("data source of " + title)
          .isEqualTo("${datasource}");
      assertThat(stream(panel.path("targets"))).as("queries of " + title).isNotEmpty();
      assertThat(stream(panel.path("targets")))
          .as("queries of " + title)
          .allMatch(target -> !target.path("expr").asString("").isBlank())
          .allMatch(
              target -> target.path("datasource").path("uid").asString("").equals("${datasource}"));
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void panelsHaveIdentifiersOfTheirOwnAndDoNotOverlap(Path file) {
    List<JsonNode> panels = stream(dashboard(file).path("panels")).toList();
    assertThat(panels).extracting(panel -> panel.path("id").asInt(0)).doesNotHaveDuplicates();
    Set<String> cells = new TreeSet<>();
    for (JsonNode panel : panels) {
      JsonNode place = panel.path("gridPos");
      int right = place.path("x").asInt(0) + place.path("w").asInt(0);
      int bottom = place.path("y").asInt(0) + place.path("h").asInt(0);
      assertThat(right).isLessThanOrEqualTo(24);
      for (int x = place.path("x").asInt(0); x < right; x++) {
        for (int y = place.path("y").asInt(0); y < bottom; y++) {
          assertThat(cells.add(x + "," + y)).as(panel.path("title").asString("")).isTrue();
        }
      }
    }
  }

  /** The panels that show something; a row is a heading. */
  private static List<JsonNode> panels(Path file) {
    return stream(dashboard(file).path("panels"))
        .filter(panel -> !panel.path("type").asString("").equals("row"))
        .toList();
  }

  private static JsonNode dashboard(Path file) {
    return JSON.readTree(DashboardFiles.read(file));
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return array.values().stream();
  }
}
