package io.midwatch.server;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.Media;
import io.midwatch.query.text.PathId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pages on a phone, enlarged, with text spaced out, and what is hard to show in a row. */
@ExtendWith(AgainAfterCrash.class)
class ReflowIT {
  /** A thumb's width. */
  private static final int TARGET = 36;

  /** 1280 px enlarged four times, and 1440 px twice. */
  private static final List<Integer> ENLARGED = List.of(320, 720);

  /** The spacing a reader may set (WCAG 1.4.12). */
  private static final String SPACED =
      "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
          + " p { margin-bottom: 2em !important }";

  /** A4 between its margins, CSS pixels. */
  private static final int PAPER = 718;

  private static final String CHECKOUT = PathId.of("POST /v1/checkout");

  private static final List<String> MARKED =
      List.of(
          "/", "/services/checkout/endpoints/" + CHECKOUT, "/errors", "/tenants", "/dependencies");

  /** The last is none of them. */
  private static final List<String> VISIONS =
      List.of("protanopia", "deuteranopia", "tritanopia", "achromatopsia", "none");

  private static final List<Object> LIGHT = List.of("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)");
  private static final String BACKGROUND = "() => getComputedStyle(document.body).backgroundColor";
  private static final Locator.FilterOptions VISIBLE = new Locator.FilterOptions().setVisible(true);

  private static OpenShop shop;
  private static List<String> paths;
  private static Page page;

  @BeforeAll
  static void open() throws Exception {
    shop = OpenShop.visit();
    paths =
        List.of(
            "/",
            "/errors",
            "/services",
            "/services/checkout",
            "/services/checkout" + lastLabelNextToTheZone(),
            "/services/checkout/endpoints/" + CHECKOUT,
            "/databases/postgresql~shop",
            "/tenants",
            "/queues/orders.placed",
            "/traces",
            "/traces/" + shop.billing.failing(),
            "/traces/" + shop.billing.deep(),
            "/logs",
            "/settings");
    page = shop.browser.open(ColorScheme.LIGHT, true);
  }

  @AfterAll
  static void close() {
    if (page != null) {
      page.context().close();
    }
  }

  @Test
  void enlargedPagesLoseNothing() {
    List<LayoutCheck.Finding> findings = new ArrayList<>();
    for (String path : paths) {
      go(path);
      findings.addAll(LayoutCheck.of(page, path, ENLARGED));
    }
    assertNone(findings, Set.of("wide", "spills", "overlaps", "clipped"));
  }

  /** Also for a reader whose pages are dark: paper is not. */
  @Test
  void printedPagesAreLightAndHaveNoControls() {
    page.emulateMedia(
        new Page.EmulateMediaOptions().setMedia(Media.PRINT).setColorScheme(ColorScheme.DARK));
    page.context()
        .addCookies(List.of(new Cookie("midwatch-theme", "dark").setUrl(shop.server.url())));
    List<LayoutCheck.Finding> findings = new ArrayList<>();
    try {
      for (String path : paths) {
        go(path);
        assertThat(page.locator("h1").isVisible()).as("title of %s", path).isTrue();
        assertThat(page.locator("nav, .top, button, input, select").filter(VISIBLE).count())
            .as("controls of %s", path)
            .isZero();
        assertThat(page.evaluate(BACKGROUND)).as("background of %s", path).isIn(LIGHT);
        findings.addAll(LayoutCheck.of(page, path, List.of(PAPER)));
      }
    } finally {
      page.context().clearCookies();
      page.emulateMedia(
          new Page.EmulateMediaOptions().setMedia(null).setColorScheme(ColorScheme.LIGHT));
    }
    assertNone(findings, Set.of("wide", "spills", "overlaps", "clipped"));
  }

  @Test
  void textMayBeSpacedOut() {
    List<LayoutCheck.Finding> findings = new ArrayList<>();
    for (String path : paths) {
      go(path);
      page.addStyleTag(new Page.AddStyleTagOptions().setContent(SPACED));
      findings.addAll(LayoutCheck.of(page, path, List.of(1440, 390)));
    }
    findings.removeIf(finding -> finding.selector().endsWith(".scroll"));
    assertNone(findings, Set.of("wide", "overlaps"));
  }

  @Test
  void whatIsTouchedOnAPhoneIsAsWideAsAThumb() {
    page.setViewportSize(390, 844);
    List<String> small = new ArrayList<>();
    for (String path : paths) {
      go(path);
      Object found =
          page.evaluate(
              """
              (least) => [...document.querySelectorAll('.column :is(.ctl, button, input:not([type=hidden], [type=checkbox]), select, summary.ctl)')]
                .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest('#waterfall table'))
                .filter((e) => e.getBoundingClientRect().height < least)
                .map((e) => e.outerHTML.slice(0, 90))
              """,
              TARGET);
      for (Object one : (List<?>) found) {
        small.add(path + " " + one);
      }
    }
    assertThat(String.join("\n", small)).isEmpty();
  }

  @Test
  void onAPhoneHowCurrentThePageIsStandsBesideTheWindow() {
    page.setViewportSize(375, 812);
    go("/");
    page.waitForCondition(() -> page.locator("#live-word").textContent().equals("Live"));
    List<Double> live = middles("Live");
    assertThat(live.getFirst()).isEqualTo(live.get(1));
    assertThat(middles("Reconnecting, 240 s old")).as("nothing moves").isEqualTo(live);
  }

  /** Middle of the word, of the window's button, and top of the page's content, CSS pixels. */
  @SuppressWarnings("unchecked")
  private static List<Double> middles(String word) {
    return (List<Double>)
        page.evaluate(
            """
            (word) => {
              document.getElementById('live-word').textContent = word;
              document.getElementById('held').hidden = word === 'Live';
              const middle = (at) => { const r = document.querySelector(at).getBoundingClientRect(); return (r.top + r.bottom) / 2 + 1e-9; };
              return [middle('#live'), middle('.top .seg'), document.querySelector('main').getBoundingClientRect().top + 1e-9];
            }
            """,
            word);
  }

  @Test
  void boxesOfTheMapAreApartAndTheTableHasItsEdges() {
    for (String path : List.of("/map", "/map?focus=checkout")) {
      go(path);
      assertThat(
              page.evaluate(
                  """
                  () => {
                    const boxes = [...document.querySelectorAll('.map .box')].map((b) => b.getBoundingClientRect());
                    return boxes.some((a, i) => boxes.some((b, j) => i < j
                      && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom));
                  }
                  """))
          .as("boxes over each other on " + path)
          .isEqualTo(false);
      assertThat(page.locator(".map .edge").count())
          .isPositive()
          .isEqualTo(page.locator("tbody tr[data-row]").count());
    }
    for (Object row : page.locator("tbody tr[data-row]").allTextContents()) {
      assertThat(String.valueOf(row)).as("an edge of the one in focus").contains("checkout");
    }
  }

  @Test
  void aDeepTraceStaysReadable() {
    go("/traces/" + shop.billing.deep());
    page.locator("#waterfall[data-ready]").waitFor();
    page.setViewportSize(1440, 900);
    page.evaluate(
        "() => { const box = document.querySelector('#waterfall .scroll'); box.scrollTop = box.scrollHeight; }");
    page.locator("#waterfall a.main", has("level " + (Billing.LEVELS - 1))).waitFor();

    assertThat(
            page.evaluate(
                """
                () => Math.min(...[...document.querySelectorAll('#waterfall tbody th')].map((th) => {
                  const name = th.querySelector('a.main').getBoundingClientRect();
                  return Math.min(name.right, th.getBoundingClientRect().right) - name.left;
                })) > 60
                """))
        .as("every name in sight")
        .isEqualTo(true);
    assertNone(LayoutCheck.of(page, "120 levels", List.of(1440, 1100)), Set.of());
  }

  @Test
  void aLineOfTenThousandLettersIsOneRow() {
    go("/logs?q=%22and+so+on%22&service=" + Billing.SERVICE);
    page.setViewportSize(1440, 900);
    var line = page.locator(".log");
    assertThat(line.count()).isEqualTo(1);
    assertThat(line.textContent()).contains("␛[31mcoloured␛[0m");
    assertThat(line.boundingBox().height).isLessThan(40);
    line.locator("> summary").click();
    assertThat(line.locator("pre").first().boundingBox().height).isBetween(100.0, 330.0);
  }

  @Test
  void everyMarkHasAWordAndForcedColoursShowWhereOneIs() {
    page.setViewportSize(1440, 900);
    for (String path : paths) {
      go(path);
      assertThat(
              page.evaluate(
                  "() => [...document.querySelectorAll('.st, .live, .trend')].filter((e) => e.checkVisibility() && !e.textContent.trim()).length"))
          .as("marks without a word on " + path)
          .isEqualTo(0);
    }
    page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
    assertThat(
            page.evaluate(
                "() => getComputedStyle(document.querySelector('.side a.n[aria-current]')).borderTopWidth"))
        .isEqualTo("2px");
    page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.NONE));
  }

  @Test
  void marksAreToldApartWithoutTheirHue() {
    CDPSession session = page.context().newCDPSession(page);
    page.setViewportSize(1440, 900);
    Map<String, MarkShapes> seen = new LinkedHashMap<>();
    for (String path : MARKED) {
      go(path);
      for (String vision : VISIONS) {
        JsonObject type = new JsonObject();
        type.addProperty("type", vision);
        session.send("Emulation.setEmulatedVisionDeficiency", type);
        seen.merge(vision, MarkShapes.of(page), MarkShapes::and);
      }
    }
    session.detach();
    seen.forEach((vision, marks) -> requireApart(marks, vision));
  }

  private static void requireApart(MarkShapes marks, String where) {
    assertThat(marks.kinds()).as(where).containsKeys("crit", "warn", "info");
    marks
        .kinds()
        .forEach((kind, shape) -> {
          assertThat(shape.word()).as("%s, %s", where, kind).isNotEmpty();
          assertThat(shape.share()).as("%s, %s seen", where, kind).isGreaterThan(0.1);
          marks
              .kinds()
              .forEach((other, its) -> {
                if (!other.equals(kind)) {
                  assertThat(shape.word())
                      .as("%s, %s and %s", where, kind, other)
                      .isNotEqualTo(its.word());
                  assertThat(shape.differenceTo(its))
                      .as("%s, %s and %s", where, kind, other)
                      .isGreaterThan(0.1);
                }
              });
        });
  }

  /** An hour of which ten minutes are full seven minutes before its end, as here and there. */
  private static String lastLabelNextToTheZone() {
    long now = System.currentTimeMillis();
    long to = now - Math.floorMod(now - 7 * 60_000L, 600_000L);
    return "?from=" + (to - 3_600_000) + "&to=" + to;
  }

  private static void go(String path) {
    assertThat(page.navigate(shop.url(path)).status()).as(path).isEqualTo(200);
  }

  private static Page.LocatorOptions has(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  /** Of such kinds, all for none. */
  private static void assertNone(List<LayoutCheck.Finding> findings, Set<String> kinds) {
    assertThat(
            findings.stream()
                .filter(finding -> kinds.isEmpty() || kinds.contains(finding.what()))
                .map(LayoutCheck.Finding::toString)
                .collect(joining("\n")))
        .isEmpty();
  }
}
