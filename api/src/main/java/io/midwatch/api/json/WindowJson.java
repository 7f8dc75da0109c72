package io.midwatch.api.json;

import io.midwatch.query.window.Window;
import org.jspecify.annotations.Nullable;

/** What was looked at: {@code [from, to)}, environment and tenant, null for all. */
public record WindowJson(
    String fromUnixNano, String toUnixNano, @Nullable String environment, @Nullable String tenant) {
  public static WindowJson of(Window window) {
    return new WindowJson(
        Nanos.text(window.range().fromUnixNano()),
        Nanos.text(window.range().toUnixNano()),
        window.environment(),
        window.tenant());
  }
}
