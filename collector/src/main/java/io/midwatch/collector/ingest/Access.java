package io.midwatch.collector.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who may send. With a token every request must carry {@code Authorization: Bearer <token>}; of the
 * token only its SHA-256 is kept. On a loopback address only local host names are answered, so that
 * a page in a browser cannot reach the port through a name of its own.
 */
public final class Access {
  /** The source of requests that need no token. */
  public static final String LOCAL = "local";

  /** The source of requests with the one token there is so far. */
  public static final String TOKEN_SOURCE = "ingest";

  private static final String BEARER = "bearer ";

  private final byte @Nullable [] tokenHash;
  private final @Nullable Set<String> hostNames;

  /**
   * @param token null when no token is needed
   * @param hostNames names answered on loopback besides {@code localhost}, {@code 127.0.0.1} and
   *     {@code [::1]}
   */
  public Access(InetAddress address, @Nullable String token, Set<String> hostNames) {
    this.tokenHash = token == null ? null : sha256(token);
    this.hostNames =
        address.isLoopbackAddress()
            ? Stream.concat(Stream.of("localhost", "127.0.0.1", "[::1]"), hostNames.stream())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet())
            : null;
  }

  /**
   * The source a request comes from.
   *
   * @throws RefusedException UNAUTHENTICATED when a token is needed and another or none was sent
   */
  public String requireSource(@Nullable String authorization) {
    if (tokenHash == null) {
      return LOCAL;
    }
    boolean isBearer =
        authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
    String given =
        isBearer && authorization != null ? authorization.substring(BEARER.length()) : "";
    if (!MessageDigest.isEqual(tokenHash, sha256(given.strip()))) {
      throw new RefusedException(
          RefuseReason.UNAUTHENTICATED, "expected Authorization: Bearer with the ingest token");
    }
    return TOKEN_SOURCE;
  }

  /**
   * Lets a request pass whose host, with or without port, is answered here.
   *
   * @throws RefusedException FORBIDDEN_HOST otherwise
   */
  public void requireHost(@Nullable String host) {
    if (hostNames != null && (host == null || !hostNames.contains(withoutPort(host)))) {
      throw new RefusedException(
          RefuseReason.FORBIDDEN_HOST,
          "this host name is not answered here; add it to the allowed host names");
    }
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    boolean inBrackets = colon < host.lastIndexOf(']');
    return (colon < 0 || inBrackets ? host : host.substring(0, colon)).toLowerCase(Locale.ROOT);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
