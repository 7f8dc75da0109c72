package io.midwatch.ui.logs;

import io.midwatch.ui.shell.FormText;
import io.midwatch.ui.shell.Link;
import io.midwatch.ui.shell.ViewParameters;
import org.jspecify.annotations.Nullable;

/**
 * What the log page was asked for, as its form sends it; empty fields are null.
 *
 * @param q a query line
 * @param level the lowest level shown: {@code info}, {@code warn} or {@code error}
 * @param trace 32 hex digits
 * @param after where the page before ended
 * @param view {@code patterns} for what lines have in common instead of the lines
 */
public record LogsForm(
    @Nullable String q,
    @Nullable String service,
    @Nullable String level,
    @Nullable String trace,
    @Nullable String after,
    @Nullable String view) {
  public LogsForm {
    q = FormText.orNull(q);
    service = FormText.orNull(service);
    level = FormText.orNull(level);
    trace = FormText.orNull(trace);
    after = FormText.orNull(after);
    view = FormText.orNull(view);
  }

  /** The smallest severity number wanted, 0 for any. */
  public int minSeverity() {
    return switch (level) {
      case "error" -> 17;
      case "warn" -> 13;
      case "info" -> 9;
      case null, default -> 0;
    };
  }

  public boolean ofPatterns() {
    return "patterns".equals(view);
  }

  /** The same search from its start. */
  public Link link(ViewParameters at) {
    return at.link("/logs")
        .with("q", q)
        .with("service", service)
        .with("level", level)
        .with("trace", trace)
        .with("view", view);
  }
}
