package io.midwatch.ui.errors;

import io.midwatch.ui.shell.Link;
import io.midwatch.ui.shell.ViewParameters;
import org.jspecify.annotations.Nullable;

/**
 * What the inbox was asked for; empty fields are null.
 *
 * @param state a state's label
 * @param sort {@code lastSeen}, {@code firstSeen}, {@code users} or {@code tenants}; null is by
 *     count
 * @param after where the page before ended
 */
public record ErrorsForm(
    @Nullable String service,
    @Nullable String version,
    @Nullable String state,
    @Nullable String sort,
    @Nullable String after) {
  public ErrorsForm {
    service = emptyToNull(service);
    version = emptyToNull(version);
    state = emptyToNull(state);
    sort = emptyToNull(sort);
    after = emptyToNull(after);
  }

  /** The same question from its start. */
  public Link link(ViewParameters at) {
    return at.link("/errors")
        .with("service", service)
        .with("version", version)
        .with("state", state)
        .with("sort", sort);
  }

  private static @Nullable String emptyToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
