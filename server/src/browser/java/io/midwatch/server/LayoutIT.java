package io.midwatch.server;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

/** Every page at every width, under the content security policy. */
@ExtendWith(AgainAfterCrash.class)
class LayoutIT {
  /** Answers that are no page: files of one, what programs ask, and parts a page fetches. */
  private static final String NO_PAGE =
      ".*\\.(json|csv|md|yaml)|/(api|prometheus|static|live|go)\\b.*|/metrics|/healthz|/readyz|/livez|.*/spans/.*|/logout";

  /** What is missing of the frame that every page has; the login form leads nowhere else. */
  private static final String FRAME =
      """
      () => {
        const one = (selector) => document.querySelectorAll(selector).length === 1;
        const login = location.pathname === '/login';
        return [
          [one('h1') && one('main h1'), 'one h1, within main'],
          [one('main'), 'main'],
          [login || one('nav[aria-label=Main]'), 'nav'],
          [login || document.body.querySelector('a, button, input').matches('a.skip[href="#main"]'), 'skip link first'],
          [/\\S.* · Midwatch$/.test(document.title), 'title that names it'],
          [one('html[lang]'), 'language'],
        ].filter(([there]) => !there).map(([, what]) => what).join(', ');
      }
      """;

  @AutoClose private static RunningServer server;
  @AutoClose private static Browser browser;
  private static List<String> paths;

  @BeforeAll
  static void start() throws Exception {
    browser = Browser.start();
    server = RunningServer.startAt(Storefront.NOW);
    paths = ShownPages.fill(server);
  }

  /** One load of a page is for both: its size is changed, and what it loads is listened to. */
  @Test
  void nothingLooksBrokenAndPagesKeepTheContentSecurityPolicy() {
    Page page = browser.open(ColorScheme.LIGHT, false);
    List<LayoutCheck.Finding> findings = new ArrayList<>();
    for (String path : paths) {
      assertThat(page.navigate(server.url() + path).status()).as(path).isEqualTo(200);
      assertThat(page.evaluate(FRAME)).as("missing on %s", path).isEqualTo("");
      findings.addAll(LayoutCheck.of(page, path));
    }
    assertThat(findings.stream().map(LayoutCheck.Finding::toString).collect(joining("\n")))
        .isEmpty();
    assertThat(browser.complaints()).isEmpty();
  }

  /** A first page does not wait for the font of the pages, and one may be forbidden. */
  @Test
  void nothingLooksBrokenInTheFontThatStandsIn() {
    List<LayoutCheck.Finding> findings = new ArrayList<>();
    try (Browser own = Browser.start()) {
      Page page = own.open(ColorScheme.LIGHT, false);
      page.route("**/*.woff2", Route::abort);
      for (String path : paths) {
        page.navigate(server.url() + path);
        findings.addAll(LayoutCheck.of(page, path, List.of(1440)));
      }
    }
    assertThat(findings.stream().map(LayoutCheck.Finding::toString).collect(joining("\n")))
        .isEmpty();
  }

  /** Every look finds what it is for. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          wide      | <div style="width:1500px">a</div>
          clipped   | <h2 style="width:40px;overflow:hidden;white-space:nowrap">A title of some length</h2>
          clipped   | <table style="table-layout:fixed;width:60px"><tr><th scope="row" class="el" title="orders-db"><a class="main">orders-db</a></th></tr></table>
          spills    | <table style="table-layout:fixed;width:60px"><tr><td style="white-space:nowrap">far too much for it</td><td></td></tr></table>
          overlaps  | <p>one</p><p style="margin-top:-30px">two</p>
          empty     | <table><thead><tr><th>A</th><th>B</th></tr></thead><tr><td>a</td><td>—</td></tr><tr><td>b</td><td></td></tr></table>
          wrapped   | <p style="width:20px">in 4000&nbsp;ms</p><p class="num" style="width:30px;overflow-wrap:anywhere">1,234,567</p>
          unaligned | <table><tr><td>1</td></tr><tr><td>200</td></tr></table>
          unaligned | <table class="digits"><tr><td class="r">1</td></tr><tr><td class="r">200</td></tr></table>
          unaligned | <table><tr><td class="r num">1</td></tr><tr><td class="r num">200<i style="padding:9px"></i></td></tr></table>
          unit      | <p>4 ms</p>
          """)
  void brokenPageIsFound(String what, String html) {
    Page page = browser.open(ColorScheme.LIGHT, true);
    page.setContent(
        "<main><style>td.r{text-align:right} .num{font-variant-numeric:tabular-nums}"
            + " .el{overflow:hidden;white-space:nowrap}</style>"
            + html
            + "</main>");
    assertThat(LayoutCheck.of(page, what)).extracting("what").contains(what);
    page.context().close();
  }

  @Test
  void everyPageThatThereIsIsLookedAt() {
    Set<String> missing = new TreeSet<>();
    for (RunningServer.Route route : server.routes()) {
      var pattern = PathPatternParser.defaultInstance.parse(route.path());
      boolean seen =
          paths.stream()
              .map(path -> path.replaceAll("\\?.*", ""))
              .anyMatch(path -> pattern.matches(PathContainer.parsePath(path)));
      if (route.read() && !route.path().matches(NO_PAGE) && !seen) {
        missing.add(route.path());
      }
    }
    assertThat(missing).isEmpty();
  }
}
