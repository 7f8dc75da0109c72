package io.midwatch.ui.overview;

import static io.midwatch.ui.markdown.Markdown.code;
import static io.midwatch.ui.markdown.Markdown.text;

import io.midwatch.query.overview.FailingNow;
import io.midwatch.ui.deploys.DeployLine;
import io.midwatch.ui.format.CompareText;
import io.midwatch.ui.format.Format;
import io.midwatch.ui.markdown.Markdown;
import io.midwatch.ui.shell.Shell;
import io.midwatch.ui.shell.ViewParameters;

/**
 * {@code /overview.md}: what fails, where, how often, whether it gets worse, who is affected, and
 * what changed.
 */
final class OverviewMarkdown {
  private static final Format FORMAT = new Format();

  private OverviewMarkdown() {}

  static Markdown of(OverviewPage page, Shell shell) {
    Markdown lines = Markdown.of(shell, page.headline(), "/");
    page.overview().completeness().reasons().forEach(reason -> lines.line(text(reason)));
    if (!page.overview().failing().isEmpty()) {
      lines.section("Failing now");
      page.overview().failing().forEach(row -> lines.item(failing(page, row, shell)));
    }
    lines.section("Vital signs");
    for (Tile tile : page.tiles()) {
      String state = tile.signal().shown() ? " (" + tile.signal().word() + ")" : "";
      lines.item(tile.label() + ": " + tile.value() + state + ", " + text(tile.comparison()));
    }
    if (!page.changes().rows().isEmpty()) {
      lines.section("Changes");
      page.changes().rows().forEach(change -> lines.item(change(change)));
    }
    return lines;
  }

  private static String change(DeployLine change) {
    return FORMAT.time(FORMAT.instant(change.deploy().startUnixNano()))
        + " "
        + code(change.deploy().service())
        + " "
        + code(change.deploy().version())
        + ": "
        + change.signal().word();
  }

  private static String before(FailingNow row, ViewParameters at) {
    return at.compares()
        ? ", "
            + FORMAT.percent(row.before().failed(), row.before().requests())
            + " "
            + CompareText.when(at.comparison())
        : "";
  }

  private static String failing(OverviewPage page, FailingNow row, Shell shell) {
    String trace =
        row.exampleTraceId() == null
            ? ""
            : " <"
                + shell.server().page()
                + shell.at().link("/traces/" + row.exampleTraceId())
                + ">";
    return code(page.what(row))
        + " in "
        + code(row.service())
        + " "
        + code(row.endpoint())
        + ": "
        + FORMAT.exact(row.now().failed())
        + " failed ("
        + FORMAT.percent(row.now().failed(), row.now().requests())
        + before(row, shell.at())
        + "), "
        + page.trendWord(row)
        + ", "
        + (row.tenants() == 0
            ? "no tenant named"
            : FORMAT.counted(row.tenants(), "tenant", "tenants"))
        + ", "
        + (row.users() == 0 ? "no user named" : FORMAT.counted(row.users(), "user", "users"))
        + ", since "
        + FORMAT.time(FORMAT.instant(row.sinceUnixNano()))
        + (row.recoveredUnixNano() == null
            ? ""
            : " until " + FORMAT.time(FORMAT.instant(row.recoveredUnixNano())))
        + trace;
  }
}
