package io.midwatch.query.promql.syntax;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Quoted text, with the escapes of Go's string literals. Bytes that are no UTF-8 ({@code "\\xff"})
 * are kept as low surrogates without a high one, U+DC80 to U+DCFF, which stand in no other text.
 */
public final class Quoting {
  private static final String SIMPLE = "abfnrtv\\";
  private static final String MEANINGS = "\u0007\b\f\n\r\t\u000b\\";

  private static final char BYTES = '\uDC00';

  private Quoting() {}

  private static boolean isByte(String text, int position) {
    char c = text.charAt(position);
    return c >= BYTES + 0x80
        && c <= BYTES + 0xff
        && (position == 0 || !Character.isHighSurrogate(text.charAt(position - 1)));
  }

  /** Whether there are bytes in it that are no UTF-8. */
  public static boolean holdsBytes(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isByte(text, i)) {
        return true;
      }
    }
    return false;
  }

  /** As it can be written: U+FFFD for every byte that is no UTF-8. */
  public static String readable(String text) {
    if (!holdsBytes(text)) {
      return text;
    }
    StringBuilder readable = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      if (isByte(text, i)) {
        readable.setCharAt(i, '\uFFFD');
      }
    }
    return readable.toString();
  }

  /** In double quotes. */
  public static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int simple = MEANINGS.indexOf(c);
      if (c == '"') {
        quoted.append("\\\"");
      } else if (simple >= 0) {
        quoted.append('\\').append(SIMPLE.charAt(simple));
      } else if (isByte(text, i)) {
        quoted.append(String.format("\\x%02x", c - BYTES));
      } else if (c < ' ' || c == 0x7f) {
        quoted.append(String.format("\\x%02x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  /** What the text between two quotes means, or null when it is malformed. */
  static @Nullable String unescape(String inner, char quote) {
    if (inner.indexOf('\\') < 0) {
      return inner;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int i = 0;
    while (i < inner.length()) {
      int c = inner.codePointAt(i);
      i += Character.charCount(c);
      if (c != '\\') {
        write(bytes, c);
        continue;
      }
      if (i == inner.length()) {
        return null;
      }
      char escape = inner.charAt(i++);
      int simple = SIMPLE.indexOf(escape);
      int digits = hexDigits(escape);
      if (escape == quote) {
        bytes.write(quote);
      } else if (simple >= 0) {
        bytes.write(MEANINGS.charAt(simple));
      } else if (digits > 0 || escape >= '0' && escape <= '7') {
        int from = digits > 0 ? i : i - 1;
        int length = digits > 0 ? digits : 3;
        int code = number(inner, from, length, digits > 0 ? 16 : 8);
        if (code < 0 || code > Character.MAX_CODE_POINT || digits == 0 && code > 255) {
          return null;
        }
        i = from + length;
        if (length <= 3) {
          bytes.write(code);
        } else {
          write(bytes, code);
        }
      } else {
        return null;
      }
    }
    return decode(bytes.toByteArray());
  }

  private static int hexDigits(char escape) {
    return switch (escape) {
      case 'x' -> 2;
      case 'u' -> 4;
      case 'U' -> 8;
      default -> 0;
    };
  }

  private static int number(String text, int from, int length, int radix) {
    if (from + length > text.length()) {
      return -1;
    }
    try {
      return Integer.parseInt(text, from, from + length, radix);
    } catch (NumberFormatException noNumber) {
      return -1;
    }
  }

  private static void write(ByteArrayOutputStream bytes, int codePoint) {
    bytes.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    while (result.isError()) {
      for (int i = 0; i < result.length(); i++) {
        out.put((char) (BYTES + (in.get() & 0xff)));
      }
      result = decoder.decode(in, out, true);
    }
    return out.flip().toString();
  }
}
