package io.midwatch.model;

import java.util.HexFormat;

/** The one spelling of ids: fixed-width, lower-case hex. */
final class Hex {
  private static final HexFormat LOWER = HexFormat.of();

  private Hex() {}

  static String of(long value) {
    return LOWER.toHexDigits(value);
  }

  static boolean isHex(String text, int length) {
    return text.length() == length && text.chars().allMatch(HexFormat::isHexDigit);
  }
}
