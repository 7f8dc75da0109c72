package io.midwatch.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.ui.PageTest;
import io.midwatch.ui.Pages;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

@PageTest
class ComparisonPagesTest {
  private static final String HOUR = "from=2026-11-17T02:17Z&to=2026-11-17T03:17Z";

  /** The hour that the store holds requests of, a day and a week later: nothing is in it. */
  private static final String DAY_LATER = "from=2026-11-18T02:17Z&to=2026-11-18T03:17Z";

  private static final String WEEK_LATER = "from=2026-11-24T02:17Z&to=2026-11-24T03:17Z";
  private static final String MESSAGE = "Compared with nothing: no request is recorded of ";

  @Autowired MockMvc mvc;
  private Pages pages;

  @BeforeEach
  void open() {
    pages = new Pages(mvc);
  }

  @ParameterizedTest
  @CsvSource({
    "cmp=1d, a day earlier, 1\u00A0d ago, " + DAY_LATER,
    "cmp=1w, a week earlier, 1\u00A0w ago, " + WEEK_LATER
  })
  void figuresStandBesideTheSameTimeEarlier(String asked, String when, String ago, String window)
      throws Exception {
    String later = window + "&" + asked;
    long then = pages.json("/services/shop.json?" + HOUR).at("/detail/now/requests").asLong();

    assertThat(then).isPositive();
    assertThat(pages.json("/services/shop.json?" + later).at("/detail/before/requests").asLong())
        .isEqualTo(then);
    assertThat(pages.html("/services/shop?" + later))
        .contains("It answered no request in this window; " + when + ", ")
        .contains(">" + ago + "</span>")
        .doesNotContain(MESSAGE);
  }

  @Test
  void linksCarryTheComparison() throws Exception {
    String html = pages.html("/?cmp=off");

    assertThat(html)
        .contains("href=\"/services?cmp=off\"", "href=\"/traces?cmp=off\"")
        .contains("name=\"cmp\" value=\"off\"")
        .contains("href=\"/?cmp=1w\"", ">vs</span> <span class=\"num\">nothing</span>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/services",
        "/services/shop",
        "/services/shop/instances",
        "/endpoints",
        "/services/shop/endpoints/post-v1-checkout-6953a991",
        "/errors",
        "/databases/postgresql~orders",
        "/queues/webhooks.out",
        "/dependencies",
        "/dependencies/acquira.example",
        "/tenants",
        "/tenants/northwind"
      })
  void withoutAComparisonNothingIsNewAndNothingWasBefore(String path) throws Exception {
    String main = main(pages.html(path + "?cmp=off"));

    assertThat(main)
        .doesNotContain(" before<", "Before<", "before\"", "window before", "→ new")
        .doesNotContain("none before", "class=\"gh\"", MESSAGE);
    // The Overview tells a trend of its own: within the window.
    assertThat(path.equals("/") || !main.contains("↗ new")).isTrue();
    assertThat(main(pages.html(path))).as("the check sees it").containsPattern("(?i)before|↗ new");
  }

  @ParameterizedTest
  @CsvSource({"1d, a day ago, 2026-11-16", "1w, a week ago, 2026-11-10"})
  void sayWhenNothingIsRecordedOfThatTime(String asked, String when, String date) throws Exception {
    String main = main(pages.html("/?cmp=" + asked));

    assertThat(main)
        .contains(MESSAGE + "the same time " + when + ", " + date)
        .doesNotContain(" before<", "none ", "class=\"gh\"");
    assertThat(
            pages.json("/overview.json?cmp=" + asked).at("/overview/window/comparison").asString())
        .isEqualTo("NONE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/services", "/tenants", "/endpoints", "/overview"})
  void fileLeavesOpenWhatWasNotRead(String path) throws Exception {
    String[] lines = pages.html(path + ".csv?cmp=off").split("\r\n");
    int before = List.of(lines[0].split(",")).indexOf("requests_before");

    assertThat(before).isNotNegative();
    assertThat(lines).hasSizeGreaterThan(1);
    assertThat(lines[1].split(",", -1)[before]).as(lines[1]).isEmpty();
  }

  @Test
  void unknownComparisonIsSaid() throws Exception {
    assertThat(pages.html("/?cmp=%3Cscript%3E"))
        .contains("Compared with the window before: “cmp” is prev, 1d, 1w or off.")
        .doesNotContain("cmp=%3Cscript");
  }

  private static String main(String html) {
    return html.substring(html.indexOf("<main"));
  }
}
