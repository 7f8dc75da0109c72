package io.midwatch.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What went over a {@link Line} in HTTP/1.1: the paths that were asked for, and bytes back. */
final class Traffic {
  private static final Pattern REQUEST =
      Pattern.compile("(?:^|\r\n)(?:GET|POST) (\\S+) HTTP/1\\.1(?=\r\n)");

  private final List<String> paths = new ArrayList<>();
  private long bytes;

  /** One connection, whose requests have no body. */
  final class Connection {
    private String rest = "";

    /** A request may come in pieces; one that ends is not looked at again. */
    void asked(byte[] piece, int length) {
      rest += new String(piece, 0, length, ISO_8859_1);
      for (int end = rest.indexOf("\r\n\r\n"); end >= 0; end = rest.indexOf("\r\n\r\n")) {
        Matcher request = REQUEST.matcher(rest.substring(0, end + 2));
        if (request.find()) {
          ask(request.group(1));
        }
        rest = rest.substring(end + 4);
      }
    }

    void answered(byte[] piece, int length) {
      answer(length);
    }
  }

  Connection connection() {
    return new Connection();
  }

  private synchronized void ask(String path) {
    paths.add(path);
  }

  private synchronized void answer(int length) {
    bytes += length;
  }

  /** Paths with their queries, in the order they were asked for. */
  synchronized List<String> paths() {
    return List.copyOf(paths);
  }

  /** Heads and bodies of all answers, as they were packed. */
  synchronized long bytes() {
    return bytes;
  }

  synchronized void forget() {
    paths.clear();
    bytes = 0;
  }
}
