package io.midwatch.ui.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.query.operations.DependencyRow;
import io.midwatch.ui.PageTest;
import io.midwatch.ui.Pages;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;

@PageTest
class MapPagesTest {
  @Autowired MockMvc mvc;

  @Test
  void mapAndTableHaveTheSameEdges() throws Exception {
    Pages pages = new Pages(mvc);
    JsonNode map = pages.json("/map.json");

    assertThat(map.get("rows").size()).isPositive().isEqualTo(map.get("map").get("lines").size());
    assertThat(pages.html("/map")).contains("shop → payments", "<table");
    assertThat(pages.html("/map.csv").lines().count()).isEqualTo(map.get("rows").size() + 1L);
  }

  @Test
  void focusLeavesOnlyTheNeighbours() throws Exception {
    JsonNode map = new Pages(mvc).json("/map.json?focus=payments");

    assertThat(map.get("rows").size()).isPositive();
    for (JsonNode row : map.get("rows")) {
      assertThat(List.of(row.get("client").asString(), row.get("server").asString()))
          .contains("payments");
    }
    assertThat(map.get("map").get("boxes").toString()).contains("\"focus\":true");
  }

  @Test
  void boxesNeverOverlapAndHiddenNeighboursAreCounted() {
    List<DependencyRow> all = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      all.add(edge("caller " + i, "shop", "call"));
      all.add(edge("shop", "callee " + i % 4, i % 2 == 0 ? "call" : "database"));
      all.add(edge("callee " + i % 4, "shop", "call"));
    }

    ServiceMap map = ServiceMap.of(all.subList(0, 12), all, "shop", 60);

    for (ServiceMap.Box one : map.boxes()) {
      for (ServiceMap.Box other : map.boxes()) {
        assertThat(one.equals(other) || apart(one, other)).as("%s and %s", one, other).isTrue();
      }
      assertThat(one.x() + one.width()).isLessThanOrEqualTo(map.width());
      assertThat(one.y() + one.height()).isLessThanOrEqualTo(map.height());
    }
    assertThat(map.boxes().stream().filter(ServiceMap.Box::focus))
        .singleElement()
        .satisfies(box -> assertThat(box.note()).contains("callers"));
  }

  private static boolean apart(ServiceMap.Box one, ServiceMap.Box other) {
    return Math.abs(one.x() - other.x()) >= one.width()
        || Math.abs(one.y() - other.y()) >= one.height();
  }

  private static DependencyRow edge(String client, String server, String kind) {
    return new DependencyRow(client, server, kind, 100, 5, null, null, null);
  }
}
