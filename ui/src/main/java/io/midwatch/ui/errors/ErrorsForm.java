package io.midwatch.ui.errors;

import io.midwatch.ui.shell.FormText;
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
    service = FormText.orNull(service);
    version = FormText.orNull(version);
    state = FormText.orNull(state);
    sort = FormText.orNull(sort);
    after = FormText.orNull(after);
  }

  /** The same question from its start. */
  public Link link(ViewParameters at) {
    return at.link("/errors")
        .with("service", service)
        .with("version", version)
        .with("state", state)
        .with("sort", sort);
  }
}
