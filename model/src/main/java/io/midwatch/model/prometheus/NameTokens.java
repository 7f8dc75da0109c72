package io.midwatch.model.prometheus;

import java.util.ArrayList;
import java.util.List;

/** Splits a name at every run of characters a classic Prometheus metric name cannot hold. */
final class NameTokens {
  private NameTokens() {}

  /** The runs of {@code [a-zA-Z0-9:]}, in order; empty when there are none. */
  static List<String> of(String name) {
    List<String> tokens = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= name.length(); i++) {
      if (i == name.length() || !isAllowed(name.charAt(i))) {
        if (i > start) {
          tokens.add(name.substring(start, i));
        }
        start = i + 1;
      }
    }
    return tokens;
  }

  private static boolean isAllowed(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c) || c == ':';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
