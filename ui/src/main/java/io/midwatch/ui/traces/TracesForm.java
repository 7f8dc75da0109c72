package io.midwatch.ui.traces;

import io.midwatch.ui.shell.FormText;
import io.midwatch.ui.shell.Link;
import io.midwatch.ui.shell.ViewParameters;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the trace search was asked for, as its form sends it; empty fields are null.
 *
 * @param q a query line over spans
 * @param failed {@code on} for failed spans only
 * @param min shortest trace, {@code 250ms}, {@code 1.5s}; a bare number is milliseconds
 * @param max longest trace, likewise
 * @param after where the page before ended
 */
public record TracesForm(
    @Nullable String q,
    @Nullable String service,
    @Nullable String endpoint,
    @Nullable String failed,
    @Nullable String min,
    @Nullable String max,
    @Nullable String after) {
  private static final Pattern DURATION =
      Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)\\s*(us|µs|ms|s|m|)");

  public TracesForm {
    q = FormText.orNull(q);
    service = FormText.orNull(service);
    endpoint = FormText.orNull(endpoint);
    failed = FormText.orNull(failed);
    min = FormText.orNull(min);
    max = FormText.orNull(max);
    after = FormText.orNull(after);
  }

  public boolean failedOnly() {
    return failed != null;
  }

  /** The same search from its start. */
  public Link link(ViewParameters at) {
    return at.link("/traces")
        .with("q", q)
        .with("service", service)
        .with("endpoint", endpoint)
        .with("failed", failed)
        .with("min", min)
        .with("max", max);
  }

  /**
   * Nanoseconds of a duration as written in the form, null for none.
   *
   * @throws IllegalArgumentException when it is not a duration
   */
  static @Nullable Long nanos(@Nullable String text) {
    if (text == null) {
      return null;
    }
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "“" + text + "” is not a duration; expected 250ms or 1.5s");
    }
    double factor =
        switch (matcher.group(2)) {
          case "us", "µs" -> 1e3;
          case "s" -> 1e9;
          case "m" -> 60e9;
          default -> 1e6;
        };
    return Math.round(Double.parseDouble(matcher.group(1)) * factor);
  }
}
