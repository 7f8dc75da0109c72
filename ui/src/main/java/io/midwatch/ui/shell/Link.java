package io.midwatch.ui.shell;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A link inside the product: a path and its query parameters in order. {@code toString} is the
 * encoded URL: {@code /logs?env=production&q=level%3Aerror}.
 */
public record Link(String path, Map<String, String> parameters) {
  public Link {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /** The same link with one parameter set; {@code null} or empty removes it. */
  public Link with(String name, @Nullable Object value) {
    Map<String, String> changed = new LinkedHashMap<>(parameters);
    String text = value == null ? "" : value.toString();
    if (text.isEmpty()) {
      changed.remove(name);
    } else {
      changed.put(name, text);
    }
    return new Link(path, changed);
  }

  /** The same link with another window. */
  public Link in(TimeWindow window) {
    return window.isDefault()
        ? with("from", null).with("to", null)
        : with("from", window.from()).with("to", window.to());
  }

  @Override
  public String toString() {
    if (parameters.isEmpty()) {
      return path;
    }
    StringJoiner query = new StringJoiner("&", path + "?", "");
    parameters.forEach((name, value) -> query.add(encoded(name) + "=" + encoded(value)));
    return query.toString();
  }

  /** Encodes for a query string, leaving the characters of times and filters readable. */
  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("%3A", ":")
        .replace("%2F", "/");
  }
}
