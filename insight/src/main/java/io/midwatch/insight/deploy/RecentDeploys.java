package io.midwatch.insight.deploy;

import io.midwatch.query.window.Listed;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.AbandonedException;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.query.Completeness;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The newest deploys of a window, for who asks about more than them. Thread-safe. */
public final class RecentDeploys {
  private static final System.Logger LOG = System.getLogger(RecentDeploys.class.getName());

  private final DeployBoard board;
  private final DeployEffects effects;

  public RecentDeploys(DeployBoard board, DeployEffects effects) {
    this.board = board;
    this.effects = effects;
  }

  /** One deploy and what followed it. */
  public record Change(DeployRow deploy, DeployEffect effect) {}

  /**
   * What was found.
   *
   * @param rows newest first
   * @param total all of the window, at least as many as the rows
   * @param completeness of versions that were first seen at work
   * @param unread why the store could not be read, null when it was; there are no rows then
   */
  public record Answer(
      List<Change> rows, int total, Completeness completeness, @Nullable String unread) {
    public Answer {
      rows = List.copyOf(rows);
    }
  }

  /**
   * Reads; that the store cannot be read is an answer too.
   *
   * @param most rows, each of which needs two readings of the store
   */
  public Answer read(Window window, int most) {
    try {
      Listed<DeployRow> found = board.deploys(window.range(), null, window.environment());
      return new Answer(
          found.rows().stream()
              .limit(most)
              .map(deploy -> new Change(deploy, effects.of(deploy)))
              .toList(),
          found.rows().size(),
          found.completeness(),
          null);
    } catch (AbandonedException gone) {
      throw gone;
    } catch (StoreException e) {
      LOG.log(System.Logger.Level.WARNING, "Newest deploys: not read", e);
      return new Answer(
          List.of(), 0, Completeness.exact(0), "The store could not be read: " + e.getMessage());
    }
  }
}
