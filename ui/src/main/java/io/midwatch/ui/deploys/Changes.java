package io.midwatch.ui.deploys;

import io.midwatch.storage.contract.query.Completeness;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What went live in a window, as the Overview shows it.
 *
 * @param rows the newest, with what followed
 * @param total all of the window, at least as many as the rows
 * @param completeness of versions that were first seen at work
 * @param unread why it could not be read, null when it was
 */
public record Changes(
    List<DeployLine> rows, int total, Completeness completeness, @Nullable String unread) {
  public static final Changes NONE = new Changes(List.of(), 0, Completeness.exact(0), null);

  public Changes {
    rows = List.copyOf(rows);
  }
}
