package io.midwatch.collector.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Checks and repairs UTF-8. A repaired text has U+FFFD in place of each ill-formed part. */
final class Utf8 {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Utf8() {}

  /** Whether {@code [from, to)} is well-formed UTF-8 (no overlong forms, no surrogates). */
  static boolean isValid(byte[] bytes, int from, int to) {
    int at = from;
    while (to - at >= Long.BYTES && ((long) LONG.get(bytes, at) & HIGH_BITS) == 0) {
      at += Long.BYTES;
    }
    return isAsciiEnd(bytes, at, to) || isValidSlowly(bytes, at, to);
  }

  /** Whether fewer than eight bytes are left, all of them ASCII; false when that is not known. */
  private static boolean isAsciiEnd(byte[] bytes, int at, int to) {
    if (at == to) {
      return true;
    }
    if (to - at >= Long.BYTES || bytes.length - at < Long.BYTES) {
      return false;
    }
    long upToEnd = (long) LONG.get(bytes, at) << (Long.BYTES - (to - at)) * Byte.SIZE;
    return (upToEnd & HIGH_BITS) == 0;
  }

  private static boolean isValidSlowly(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      if (to - at >= Long.BYTES && ((long) LONG.get(bytes, at) & HIGH_BITS) == 0) {
        at += Long.BYTES;
      } else if (bytes[at] >= 0) {
        at++;
      } else {
        int length = sequenceLength(bytes, at, to);
        if (length == 0) {
          return false;
        }
        at += length;
      }
    }
    return true;
  }

  /** The length of the multi-byte sequence at {@code at}, 0 when it is ill-formed. */
  private static int sequenceLength(byte[] bytes, int at, int to) {
    int lead = bytes[at] & 0xff;
    int length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || to - at < length) {
      return 0;
    }
    int second = bytes[at + 1] & 0xff;
    int lowest = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    int highest = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    if (second < lowest || second > highest) {
      return 0;
    }
    for (int i = 2; i < length; i++) {
      if ((bytes[at + i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return length;
  }

  /** The text with every ill-formed part replaced by U+FFFD. */
  static byte[] repair(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, UTF_8).getBytes(UTF_8);
  }

  /** Encodes a Java string; lone surrogates become U+FFFD instead of Java's question mark. */
  static byte[] encode(String text) {
    return hasLoneSurrogate(text)
        ? replaceLoneSurrogates(text).getBytes(UTF_8)
        : text.getBytes(UTF_8);
  }

  static boolean hasLoneSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (Character.charCount(text.codePointAt(i)) == 1) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  private static String replaceLoneSurrogates(String text) {
    StringBuilder repaired = new StringBuilder(text.length());
    text.codePoints()
        .map(point -> point >= 0xd800 && point <= 0xdfff ? 0xfffd : point)
        .forEach(repaired::appendCodePoint);
    return repaired.toString();
  }
}
