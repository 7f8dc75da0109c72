package io.midwatch.server.access;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The host names this server answers to. A browser that a hostile name was made to point here sends
 * that name, and gets nothing.
 */
public final class Hosts {
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

  /** Off loopback, where a token guards the door, every name is answered. */
  public static final Hosts ANY = new Hosts();

  private final @Nullable Set<String> allowed;

  private Hosts() {
    allowed = null;
  }

  public Hosts(List<String> configured) {
    allowed =
        Stream.concat(LOCAL.stream(), configured.stream())
            .map(host -> host.strip().toLowerCase(Locale.ROOT))
            .filter(host -> !host.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * @param header the Host header with or without port, null when it was not sent
   */
  public boolean allows(@Nullable String header) {
    return allowed == null
        || header != null && allowed.contains(withoutPort(header).toLowerCase(Locale.ROOT));
  }

  private static String withoutPort(String header) {
    int colon = header.lastIndexOf(':');
    return colon > header.lastIndexOf(']') ? header.substring(0, colon) : header;
  }
}
