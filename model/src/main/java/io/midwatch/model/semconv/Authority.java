package io.midwatch.model.semconv;

/**
 * Host and port of an HTTP Host header or a URL. {@code port} is -1 when absent or not a port
 * number; {@code host} is empty when there is none. Bad input yields what can be read of it.
 */
record Authority(String host, int port) {
  private static final Authority NONE = new Authority("", -1);

  static Authority parse(String text) {
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      return end < 0
          ? NONE
          : new Authority(text.substring(1, end), portAt(text, text.indexOf(':', end)));
    }
    int colon = text.indexOf(':');
    if (colon < 0 || text.indexOf(':', colon + 1) >= 0) {
      return new Authority(text, -1); // no port, or a bare IPv6 address
    }
    return new Authority(text.substring(0, colon), portAt(text, colon));
  }

  /** The authority of {@code scheme://user@host:port/…}; none without {@code ://}. */
  static Authority ofUrl(String url) {
    int start = url.indexOf("://");
    if (start < 0) {
      return NONE;
    }
    start += 3;
    int end = start;
    while (end < url.length() && "/?#;".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    String authority = url.substring(start, end);
    return parse(authority.substring(authority.lastIndexOf('@') + 1));
  }

  private static int portAt(String text, int colon) {
    if (colon < 0) {
      return -1;
    }
    try {
      int port = Integer.parseInt(text, colon + 1, text.length(), 10);
      return port >= 0 && port <= 65_535 ? port : -1;
    } catch (NumberFormatException _) {
      return -1;
    }
  }
}
