package io.midwatch.ui.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * A link inside the product: a path and its query parameters in order. {@code toString} is the
 * encoded URL: {@code /logs?env=production&q=level%3Aerror}.
 */
public record Link(String path, Map<String, String> parameters) {
  /** A longer link is not offered: with it a request would be over the 8 KB that Tomcat reads. */
  static final int LONGEST = 6_000;

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._~/-]*");

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
    String place = PLAIN.matcher(path).matches() ? path : UriUtils.encodePath(path, UTF_8);
    if (parameters.isEmpty()) {
      return place;
    }
    StringJoiner query = new StringJoiner("&", place + "?", "");
    parameters.forEach((name, value) -> query.add(encoded(name) + "=" + encoded(value)));
    return query.toString();
  }

  /**
   * Encodes for a query string, leaving the characters of times and filters readable. Of a value
   * that no server takes so much is encoded that the link is still seen to be too long.
   */
  private static String encoded(String text) {
    String whole = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    return URLEncoder.encode(whole, UTF_8)
        .replace("+", "%20")
        .replace("%3A", ":")
        .replace("%2F", "/");
  }
}
