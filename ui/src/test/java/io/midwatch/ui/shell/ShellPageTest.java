package io.midwatch.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.midwatch.ui.PageTest;
import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@PageTest
class ShellPageTest {
  @Autowired MockMvc mvc;

  @Test
  void hasOneHeadingSkipLinkLandmarksAndCompleteness() throws Exception {
    String html = html(get("/shelltest"));

    assertThat(html.split("<h1", -1)).hasSize(2);
    assertThat(html)
        .contains("<title>Shell · Midwatch</title>", "href=\"#main\"", "<nav id=\"navigation\"")
        .contains(
            "<main id=\"main\"",
            "Complete to <time datetime=\"2026-11-17T03:17:40Z\" title=\"2026-11-17 03:17:40 UTC, 6\u00A0s ago\">03:17:40 UTC")
        .contains("6\u00A0s ago");
  }

  @Test
  void marksTheCurrentSectionAndLinksOnlyToPagesThatExist() throws Exception {
    String html = html(get("/shelltest"));

    assertThat(html).containsPattern("href=\"/services\"[^>]*aria-current=\"page\"");
    for (NavigationItem.Group group : NavigationItem.groups()) {
      for (NavigationItem item : group.items()) {
        mvc.perform(get(item.path())).andExpect(status().isOk());
        assertThat(html).contains("data-g=\"" + item.key() + "\"");
      }
    }
  }

  @Test
  void everyLinkKeepsTheGlobalParameters() throws Exception {
    String html =
        html(get(URI.create("/shelltest?env=production&tenant=a%26b&from=now-6h&q=level:error")));

    assertThat(html)
        .contains("href=\"/traces?env=production&amp;tenant=a%26b&amp;from=now-6h&amp;to=now\"")
        .contains("Tenant: <b>a&amp;b</b>");
    Matcher earlier = Pattern.compile("data-key=\"\\[\" href=\"([^\"]+)\"").matcher(html);
    assertThat(earlier.find()).isTrue();
    assertThat(earlier.group(1))
        .contains(
            "env=production",
            "q=level:error",
            "from=2026-11-16T15:17:46Z",
            "to=2026-11-16T21:17:46Z");
  }

  @Test
  void wrongWindowShowsTheDefaultAndSaysSo() throws Exception {
    String html = html(get("/shelltest?from=<script>alert(1)</script>"));

    assertThat(html)
        .contains("Showing the last 60 min: “&lt;script&gt;alert(1)&lt;/script&gt;” is not a time")
        .doesNotContain("<script>alert")
        .contains("02:17–03:17 UTC");
  }

  @Test
  void liveWindowRefreshesAndFixedWindowDoesNot() throws Exception {
    String refreshed = "hx-trigger=\"midwatch:refresh\"";
    assertThat(html(get("/shelltest"))).contains(refreshed, "data-live=\"true\"");
    assertThat(html(get("/shelltest?from=2026-11-17T02:17Z&to=2026-11-17T03:17Z")))
        .as("without a trigger htmx would fetch the page at every click into it")
        .contains(refreshed, "data-live=\"false\"")
        .contains("Fixed window", "Fixed, 60 min");
  }

  @Test
  void htmxRequestGetsTheContentAlone() throws Exception {
    String html = html(get("/shelltest").header("HX-Request", "true"));

    assertThat(html)
        .startsWith("<div id=\"content\"")
        .contains("<h1>")
        .doesNotContain("<nav", "<html");
  }

  @Test
  void setsStrictHeaders() throws Exception {
    MockHttpServletResponse answer = mvc.perform(get("/shelltest")).andReturn().getResponse();

    assertThat(answer.getHeader("Content-Security-Policy"))
        .contains(
            "default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(answer.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.getHeader("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(answer.getHeader("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
    assertThat(answer.getHeaders("Vary")).contains("HX-Request");
  }

  @Test
  void themeComesFromTheCookieOnTheServer() throws Exception {
    assertThat(html(get("/shelltest").cookie(new Cookie("midwatch-theme", "dark"))))
        .contains("<html lang=\"en\" data-theme=\"dark\">");
    assertThat(html(get("/shelltest").cookie(new Cookie("midwatch-theme", "\"><script>"))))
        .contains("<html lang=\"en\">");
  }

  @Test
  void staticFilesCarryTheirHashAndAreImmutable() throws Exception {
    Matcher css =
        Pattern.compile("href=\"(/static/app-[0-9a-f]{32}\\.css)\"")
            .matcher(html(get("/shelltest")));
    assertThat(css.find()).isTrue();

    MockHttpServletResponse answer = mvc.perform(get(css.group(1))).andReturn().getResponse();
    assertThat(answer.getStatus()).isEqualTo(200);
    assertThat(answer.getHeader("Cache-Control")).isEqualTo("max-age=31536000, public, immutable");
    assertThat(answer.getContentAsString())
        .containsPattern("vendor/inter-latin-5\\.3\\.0-[0-9a-f]{32}\\.woff2");
    assertThat(mvc.perform(get("/favicon.ico")).andReturn().getResponse().getStatus())
        .isEqualTo(200);
  }

  @Test
  void snippetsHoldThisServersAddress() throws Exception {
    String html = html(get("http://watch.internal:8080/shelltest"));

    assertThat(html)
        .contains("-Dotel.exporter.otlp.endpoint=http://watch.internal:4318")
        .contains("curl -sS http://watch.internal:4318/v1/traces")
        .contains("http://watch.internal:4317")
        .doesNotContain("MIDWATCH_INGEST_TOKEN");
  }

  @Test
  void everyPanelStateIsDrawn() throws Exception {
    assertThat(html(get("/shelltest")))
        .contains(
            "state none",
            "state partial",
            "state failed",
            "state stale",
            "Retry",
            "Widen to 6\u00A0h")
        .contains(
            "word-crit", "word-warn", "word-info", "word-ok", "word-mute", "↗ 1.8× in 10 min");
  }

  private String html(MockHttpServletRequestBuilder request) throws Exception {
    MockHttpServletResponse answer = mvc.perform(request).andReturn().getResponse();
    assertThat(answer.getStatus()).isEqualTo(200);
    return answer.getContentAsString(StandardCharsets.UTF_8);
  }
}
