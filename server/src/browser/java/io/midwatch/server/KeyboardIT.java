package io.midwatch.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything without a mouse. */
@ExtendWith(AgainAfterCrash.class)
class KeyboardIT {
  /** Numbers what can be reached, in the order it stands in the page, and returns how many. */
  private static final String NUMBER =
      """
      () => {
        const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
          .filter((e) => e.tabIndex >= 0 && !e.disabled && e.type !== 'hidden'
            && e.checkVisibility({ visibilityProperty: true }));
        all.forEach((e, i) => { e.dataset.nth = i; });
        return all.length;
      }
      """;

  /** Number of what has the focus, and what is wrong with how it looks. */
  private static final String FOCUS =
      """
      () => {
        const at = document.activeElement;
        const nth = Number(at.dataset.nth ?? -1);
        const box = (at.matches('a') && at.closest('svg') ? at.querySelector('rect') : at).getBoundingClientRect();
        const style = getComputedStyle(at);
        const seen = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || at.closest('svg');
        const x = box.left + Math.min(box.width / 2, 8), y = Math.max(box.top, 0) + Math.min(box.height, 12) / 2;
        const over = document.elementFromPoint(x, y);
        const hidden = !over || !(at.contains(over) || over.contains(at));
        const name = at.outerHTML.slice(0, 120);
        return [nth, !seen ? 'no outline: ' + name : hidden ? 'hidden: ' + name : ''];
      }
      """;

  /**
   * Follows a link whose page does not come, waits until that is said, and takes it back: what was
   * said, whether the live word still goes on, and where one is afterwards. In one go, for the
   * driver would wait for the page that does not come.
   */
  private static final String FOLLOW_AND_CANCEL =
      """
      async (cancel) => {
        const wait = document.getElementById('wait');
        const until = async (hidden) => {
          for (let i = 0; wait.hidden !== hidden && i < 100; i++) await new Promise((next) => setTimeout(next, 100));
        };
        document.querySelector('nav a[href^="/errors"]').click();
        const early = wait.hidden;
        await until(false);
        const words = document.getElementById('wait-word').textContent.replace(/\\d+/, 'n');
        const announced = document.getElementById('announce').textContent;
        if (cancel === 'Escape') {
          document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
        } else {
          document.getElementById('wait-end').focus();
          document.getElementById('wait-end').click();
        }
        await until(true);
        return [early, words, announced, wait.hidden, document.activeElement === document.getElementById('wait-end'),
          location.pathname, document.getElementById('announce').textContent];
      }
      """;

  private static OpenShop shop;
  private Page page;

  @BeforeAll
  static void visit() throws Exception {
    shop = OpenShop.visit();
  }

  @BeforeEach
  void open() {
    page = shop.browser.open(ColorScheme.LIGHT, false);
  }

  @AfterEach
  void close() {
    assertThat(shop.browser.complaints()).isEmpty();
    page.context().close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/?from=now-3h&to=now-1m", "/errors?from=now-3h&to=now-1m"})
  void tabReachesEverythingInOrderAndTheFocusIsSeen(String path) {
    go(path);
    assertAllAreReached("Tab");
  }

  /** Going up, the bar that stays at the top is in the way. */
  @Test
  void theFocusIsNotBehindTheTopBarGoingUp() {
    go("/endpoints?from=now-3h&to=now-1m");
    page.setViewportSize(1440, 400);
    assertAllAreReached("Shift+Tab");
  }

  private void assertAllAreReached(String key) {
    int count = ((Number) page.evaluate(NUMBER)).intValue();
    List<String> wrong = new ArrayList<>();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      page.keyboard().press(key);
      List<?> at = (List<?>) page.evaluate(FOCUS);
      order.add(((Number) at.get(0)).intValue());
      if (!String.valueOf(at.get(1)).isEmpty()) {
        wrong.add(String.valueOf(at.get(1)));
      }
    }

    List<Integer> expected = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      expected.add(key.equals("Tab") ? i : count - 1 - i);
    }
    assertThat(count).isGreaterThan(30);
    assertThat(order).isEqualTo(expected);
    assertThat(String.join("\n", wrong)).isEmpty();
  }

  @Test
  void rowsAreWalkedAndOpened() {
    go("/services");
    page.keyboard().press("j");
    String first = focused();
    page.keyboard().press("j");
    String second = focused();
    assertThat(second).isNotEqualTo(first);
    page.keyboard().press("k");
    assertThat(focused()).isEqualTo(first);
    page.keyboard().press("j");
    page.keyboard().press("Enter");
    assertThat(page.locator("h1")).containsText(second);
    page.keyboard().press("g");
    page.keyboard().press("s");
    assertThat(page).hasURL(Pattern.compile(".*/services$"));
  }

  @Test
  void slashSearchesAndEscapeClosesWithTheFocusWhereItWas() {
    go("/logs");
    page.keyboard().press("/");
    assertThat(page.locator("main input[name=q]")).isFocused();
    page.keyboard().type("invoice");
    page.keyboard().press("Enter");
    assertThat(page).hasURL(Pattern.compile(".*q=invoice.*"));

    go("/services");
    page.keyboard().press("j");
    String row = focused();
    page.keyboard().press("?");
    assertThat(page.locator("#keys")).isVisible();
    page.keyboard().press("Escape");
    assertThat(page.locator("#keys")).isHidden();
    assertThat(focused()).isEqualTo(row);

    page.locator("#find").focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("#palette-field")).isFocused();
    page.keyboard().press("Escape");
    assertThat(page.locator("#palette")).isHidden();
    assertThat(page.locator("#find")).isFocused();

    page.locator("summary.ctl").first().focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("details.menu[open]")).hasCount(1);
    page.keyboard().press("Tab");
    page.keyboard().press("Escape");
    assertThat(page.locator("details.menu[open]")).hasCount(0);
    assertThat(page.locator("summary.ctl").first()).isFocused();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Escape", "button"})
  void aSlowPageIsWaitedForInSightOfTheOneBeforeAndCanBeCancelled(String cancel) {
    AtomicInteger asked = new AtomicInteger();
    List<Route> held = new ArrayList<>();
    go("/services");
    page.route(
        Pattern.compile(".*/errors(\\?.*)?$"),
        route -> {
          if (asked.incrementAndGet() == 1) {
            held.add(route);
          } else {
            route.resume();
          }
        });

    assertThat((List<?>) page.evaluate(FOLLOW_AND_CANCEL, cancel))
        .asInstanceOf(LIST)
        .containsExactly(
            true,
            "Waiting for the answer, n\u00a0s",
            "Waiting for the answer. Escape cancels.",
            true,
            false,
            "/services",
            "Cancelled");
    held.forEach(Route::abort);
    page.locator("nav a[href^='/errors']").click();
    assertThat(page).hasURL(Pattern.compile(".*/errors.*"));
    assertThat(page.locator("#wait")).isHidden();
    assertThat(asked).hasValue(2);
  }

  @Test
  void whatSaysThatAPageIsWaitedForLooksAsEverythingElse() {
    go("/services");
    page.evaluate("() => { document.getElementById('wait').hidden = false; }");
    assertThat(LayoutCheck.of(page, "waiting")).isEmpty();
    assertThat(AxeCheck.of(page)).isEmpty();
  }

  /** Where nothing is live, opening a line or going through a page does not fetch it anew. */
  @Test
  void anOpenLineOfAFixedWindowStaysOpen() {
    List<String> asked = new ArrayList<>();
    go("/logs?q=invoice&from=now-3h&to=" + Storefront.NOW.plusSeconds(1));
    page.onRequest(request -> {
      if (!request.url().contains("/static/")) {
        asked.add(request.url());
      }
    });
    page.locator(".log > summary").first().focus();
    page.keyboard().press("Enter");
    page.locator(".log[open] pre").first().click();
    page.locator(".log > summary").nth(1).click();
    page.waitForTimeout(300);

    assertThat(page.locator(".log[open]")).hasCount(2);
    assertThat(asked).isEmpty();
  }

  private void go(String path) {
    page.navigate(shop.url(path));
  }

  private String focused() {
    return String.valueOf(page.evaluate("() => document.activeElement.textContent.trim()"));
  }
}
