package io.midwatch.ui.deploys;

import io.midwatch.insight.deploy.DeployBoard;
import io.midwatch.insight.deploy.DeployEffects;
import io.midwatch.insight.deploy.RecentDeploys;
import io.midwatch.query.window.Window;
import org.springframework.stereotype.Component;

/** The newest changes of a window, for a page that is about more than them. */
@Component
public final class ChangesView {
  private static final int ROWS = 5;

  private final RecentDeploys recent;

  ChangesView(DeployBoard board, DeployEffects effects) {
    recent = new RecentDeploys(board, effects);
  }

  /** The page is whole without them: what the store cannot read is said in their place. */
  public Changes of(Window window) {
    RecentDeploys.Answer found = recent.read(window, ROWS);
    return new Changes(
        found.rows().stream()
            .map(change -> new DeployLine(change.deploy(), change.effect()))
            .toList(),
        found.total(),
        found.completeness(),
        found.unread());
  }
}
