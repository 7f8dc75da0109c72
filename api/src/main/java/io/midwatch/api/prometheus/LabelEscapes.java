package io.midwatch.api.prometheus;

/**
 * Label names in a path: one of other characters than letters, digits and underscores is sent as
 * {@code U__http_2e_method} for {@code http.method}.
 */
final class LabelEscapes {
  private static final String PREFIX = "U__";

  private LabelEscapes() {}

  /** The name itself when it is not escaped, or not well. */
  static String decode(String name) {
    if (!name.startsWith(PREFIX)) {
      return name;
    }
    StringBuilder decoded = new StringBuilder();
    int at = PREFIX.length();
    while (at < name.length()) {
      char c = name.charAt(at++);
      if (c != '_') {
        decoded.append(c);
        continue;
      }
      int end = name.indexOf('_', at);
      if (end < 0) {
        return name;
      }
      if (end == at) {
        decoded.append('_');
      } else {
        try {
          decoded.appendCodePoint(Integer.parseInt(name, at, end, 16));
        } catch (IllegalArgumentException malformed) {
          return name;
        }
      }
      at = end + 1;
    }
    return decoded.toString();
  }
}
