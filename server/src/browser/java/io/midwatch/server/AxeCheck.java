package io.midwatch.server;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;

/** What axe finds wrong on a page that was opened for it. */
final class AxeCheck {
  private static final List<String> COLOURS = List.of("color-contrast", "link-in-text-block");

  private AxeCheck() {}

  /** A rule and the first place that breaks it, for each that is broken. */
  static List<String> of(Page page) {
    return violations(axe(page));
  }

  /** The same of the rules a theme can break. */
  static List<String> ofColours(Page page) {
    return violations(axe(page).withRules(COLOURS));
  }

  private static AxeBuilder axe(Page page) {
    AxeRunOptions options = new AxeRunOptions();
    options.setResultTypes(List.of("violations")); // what passed is not sent back
    return new AxeBuilder(page).setLegacyMode(true).options(options);
  }

  private static List<String> violations(AxeBuilder axe) {
    return axe.analyze().getViolations().stream()
        .map(rule -> rule.getId() + ": " + rule.getNodes().getFirst().getHtml())
        .toList();
  }
}
