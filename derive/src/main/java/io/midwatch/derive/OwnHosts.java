package io.midwatch.derive;

import java.util.List;
import java.util.Locale;

/**
 * Which hosts are part of the monitored system, so that all others are third parties. A span names
 * the host it called, not who runs it; this is a rule of thumb that a setting completes.
 *
 * <pre>
 * own:    payments, localhost, 10.2.3.4, fd00::7, shop.prod.svc.cluster.local, anything with a suffix
 * others: api.cardhouse.example, 93.184.216.34
 * </pre>
 *
 * @param suffixes domains that are own, without a leading dot: {@code corp.example} holds for
 *     itself and for every name below it
 */
public record OwnHosts(List<String> suffixes) {

  /** Names that only exist inside a machine, cluster or company network. */
  public static final OwnHosts DEFAULT =
      new OwnHosts(
          List.of(
              "localhost",
              "local",
              "localdomain",
              "internal",
              "intranet",
              "lan",
              "home.arpa",
              "svc",
              "consul",
              "docker"));

  public OwnHosts {
    suffixes = suffixes.stream().map(suffix -> suffix.toLowerCase(Locale.ROOT)).toList();
  }

  /** Whether the host, in lower case and without a port, is part of the system. */
  boolean contains(String host) {
    if (host.indexOf(':') >= 0) {
      return isOwnIpv6(host.startsWith("[") ? host.substring(1) : host);
    }
    if (host.indexOf('.') < 0 || isOwnIpv4(host)) {
      return true;
    }
    return suffixes.stream().anyMatch(suffix -> host.equals(suffix) || host.endsWith("." + suffix));
  }

  private static boolean isOwnIpv4(String host) {
    int[] octets = octets(host);
    if (octets.length != 4) {
      return false;
    }
    return switch (octets[0]) {
      case 0, 10, 127 -> true;
      case 100 -> octets[1] >= 64 && octets[1] < 128; // carrier and cluster networks, RFC 6598
      case 169 -> octets[1] == 254;
      case 172 -> octets[1] >= 16 && octets[1] < 32;
      case 192 -> octets[1] == 168;
      default -> false;
    };
  }

  /** The four numbers of an address, or an empty array when the text is a name. */
  private static int[] octets(String host) {
    String[] parts = host.split("\\.", -1);
    int[] octets = new int[parts.length];
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i];
      if (part.isEmpty()
          || part.length() > 3
          || !part.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return new int[0];
      }
      octets[i] = Integer.parseInt(part);
    }
    return octets;
  }

  /** Loopback, link-local (fe80::/10) and unique local (fc00::/7) addresses. */
  private static boolean isOwnIpv6(String host) {
    return host.equals("::1")
        || host.equals("::1]")
        || host.startsWith("fc")
        || host.startsWith("fd")
        || host.startsWith("fe8")
        || host.startsWith("fe9")
        || host.startsWith("fea")
        || host.startsWith("feb");
  }
}
