package io.midwatch.ui.deploys;

import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.ui.format.Format;
import io.midwatch.ui.table.ShownRows;

/**
 * What went live and {@code /deploys.json}.
 *
 * @param worse how many of the shown made something worse
 * @param completeness of versions that were first seen at work
 */
public record DeploysPage(
    Window window, ShownRows<DeployLine> shown, long worse, Completeness completeness) {
  private static final Format FORMAT = new Format();

  /** The sentence the page begins with. */
  public String headline() {
    if (shown.total() == 0) {
      return "Deploys";
    }
    String all = FORMAT.counted(shown.total(), "deploy", "deploys");
    return worse == 0
        ? all + ", none followed by trouble"
        : all + ", " + FORMAT.exact(worse) + " followed by trouble";
  }
}
