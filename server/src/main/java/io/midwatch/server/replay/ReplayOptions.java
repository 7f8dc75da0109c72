package io.midwatch.server.replay;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What to replay, where to and how fast.
 *
 * @param files recordings in the order they are sent, at least one; names ending in {@code .gz} are
 *     gzip
 * @param target the collector's base address without a trailing slash, {@code http} or {@code
 *     https}
 * @param shiftToNow whether all times move by one amount so that the newest becomes now
 * @param speed recorded seconds per real second, above 0; {@link Double#POSITIVE_INFINITY} sends
 *     without waiting
 */
record ReplayOptions(List<Path> files, URI target, boolean shiftToNow, double speed) {
  static final URI DEFAULT_TARGET = URI.create("http://127.0.0.1:4318");
  static final String USAGE =
      "usage: midwatch replay FILE… [--to URL] [--shift-to-now] [--speed N]";

  ReplayOptions {
    files = List.copyOf(files);
    if (files.isEmpty()) {
      throw new IllegalArgumentException("no file to replay\n" + USAGE);
    }
  }

  /**
   * Reads a command line; {@code --to=URL} and {@code --to URL} mean the same.
   *
   * @throws IllegalArgumentException with a sentence for the user when an argument cannot be read
   */
  static ReplayOptions parse(List<String> arguments) {
    List<Path> files = new ArrayList<>();
    URI target = DEFAULT_TARGET;
    boolean shiftToNow = false;
    double speed = Double.POSITIVE_INFINITY;
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String argument = rest.next();
      String option = argument.startsWith("--") ? argument.split("=", 2)[0] : "";
      switch (option) {
        case "" -> files.add(Path.of(argument));
        case "--to" -> target = target(value(argument, rest));
        case "--shift-to-now" -> shiftToNow = true;
        case "--speed" -> speed = speed(value(argument, rest));
        default -> throw new IllegalArgumentException("unknown option " + option + "\n" + USAGE);
      }
    }
    return new ReplayOptions(files, target, shiftToNow, speed);
  }

  private static String value(String argument, Iterator<String> rest) {
    int equals = argument.indexOf('=');
    if (equals >= 0) {
      return argument.substring(equals + 1);
    }
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(argument + " needs a value\n" + USAGE);
    }
    return rest.next();
  }

  private static URI target(String text) {
    try {
      URI uri = new URI(text.replaceAll("/+$", ""));
      if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException _) {
      // Falls through to the one message for every unusable address.
    }
    throw new IllegalArgumentException(
        "--to needs an address such as " + DEFAULT_TARGET + ", not " + text);
  }

  private static double speed(String text) {
    try {
      double speed = Double.parseDouble(text);
      if (speed > 0) {
        return speed;
      }
    } catch (NumberFormatException _) {
      // Falls through to the one message for every unusable number.
    }
    throw new IllegalArgumentException("--speed needs a number above 0, not " + text);
  }
}
