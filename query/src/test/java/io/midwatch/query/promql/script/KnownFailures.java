package io.midwatch.query.promql.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/** The cases of the official scripts that are known to fail; this list may only shrink. */
final class KnownFailures {
  /** As many as there were when it was last shortened. */
  static final int MOST = 0;

  private static final String FILE = "/promql/known-failures.txt";

  private KnownFailures() {}

  /** Ids, without the reasons in the comment lines above them. */
  static Set<String> ids() {
    try (InputStream in = KnownFailures.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
