package io.midwatch.query.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The name of a thing in a URL's path. A value of {@code [A-Za-z0-9._~-]} is its own id; any other
 * is a slug and a hash, for slashes and spaces in paths are refused or decoded by servers on the
 * way. A service's namespace is joined by a tilde.
 *
 * <pre>
 * checkout-api         checkout-api
 * shop/checkout        shop~checkout
 * POST /v1/checkout    post-v1-checkout-7f3a09c1
 * </pre>
 */
public final class PathId {
  private static final int LONGEST_PLAIN = 120;
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._~-]{1," + LONGEST_PLAIN + "}");
  private static final Pattern DOTS = Pattern.compile("\\.+");
  private static final int LONGEST_SLUG = 40;

  private PathId() {}

  /**
   * The id of any value. Equal values have equal ids; different values practically always different
   * ones.
   */
  public static String of(String value) {
    // "." and ".." would be steps of the path.
    if (PLAIN.matcher(value).matches() && !DOTS.matcher(value).matches()) {
      return value;
    }
    String slug = slug(value);
    return (slug.isEmpty() ? "id" : slug) + "-" + hash(value);
  }

  /** Letters and digits in lower case, a dash for anything between. Of a long value, its start. */
  private static String slug(String value) {
    StringBuilder slug = new StringBuilder(LONGEST_SLUG);
    boolean between = false;
    for (int i = 0; i < value.length() && slug.length() < LONGEST_SLUG; i++) {
      char c = Character.toLowerCase(value.charAt(i));
      if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
        if (between && !slug.isEmpty()) {
          slug.append('-');
        }
        if (slug.length() < LONGEST_SLUG) {
          slug.append(c);
        }
        between = false;
      } else {
        between = true;
      }
    }
    return slug.toString();
  }

  /** The id of a service, whose canonical name is {@code namespace/name} or a name alone. */
  public static String ofService(String service) {
    if (service.length() > LONGEST_PLAIN) {
      return of(service);
    }
    String joined = service.replace('/', '~');
    return PLAIN.matcher(joined).matches() ? of(joined) : of(service);
  }

  private static String hash(String value) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
