package io.midwatch.query.promql.syntax;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Quoted text, with the escapes of Go's string literals. */
public final class Quoting {
  private static final String SIMPLE = "abfnrtv\\";
  private static final String MEANINGS = "\u0007\b\f\n\r\t\u000b\\";

  private Quoting() {}

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

  /** UTF-8, or byte for character when it is none, so that nothing is lost. */
  private static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }
}
