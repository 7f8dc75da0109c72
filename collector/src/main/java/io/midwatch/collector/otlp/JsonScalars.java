package io.midwatch.collector.otlp;

import java.math.BigDecimal;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;

/** Writes the JSON scalar at hand as the wire value of a field. */
final class JsonScalars {
  /** What an id that is not hex becomes: of a wrong length, so that only its item is refused. */
  private static final byte[] INVALID_ID = {0};

  private static final int LONGEST_NUMBER = 64;
  private static final HexFormat HEX = HexFormat.of();

  private final JsonParser parser;
  private final ProtoWriter writer;
  private boolean enumNames;

  JsonScalars(JsonParser parser, ProtoWriter writer) {
    this.parser = parser;
    this.writer = writer;
  }

  boolean sawEnumNames() {
    return enumNames;
  }

  /** Writes tag and value. */
  void value(Field field, JsonToken token) {
    switch (field.kind()) {
      case STRING -> writer.bytes(field.number(), Utf8.encode(text(field, token)));
      case BYTES -> writer.bytes(field.number(), base64(field, text(field, token)));
      case ID -> writer.bytes(field.number(), id(text(field, token)));
      case FIXED32 -> writer.fixed32(field.number(), (int) number(field, token));
      default -> {
        writer.tag(field.number(), field.kind().wireType());
        packed(field, token);
      }
    }
  }

  /** Writes a number or boolean without its tag. */
  void packed(Field field, JsonToken token) {
    switch (field.kind()) {
      case BOOL -> writer.rawVarint(bool(field, token) ? 1 : 0);
      case ENUM -> writer.rawVarint(enumNumber(field, token));
      case INT32, UINT32, INT64, UINT64 -> writer.rawVarint(number(field, token));
      case SINT32 -> {
        long number = number(field, token);
        writer.rawVarint((number << 1 ^ number >> 63) & 0xffff_ffffL);
      }
      case FIXED64, SFIXED64 -> writer.rawFixed64(number(field, token));
      case DOUBLE -> writer.rawFixed64(Double.doubleToRawLongBits(real(field, token)));
      case STRING, BYTES, ID, MESSAGE, FIXED32 ->
          throw new IllegalStateException(field.name() + " is never packed");
    }
  }

  /** Names the member, what it should be and where the input differs. */
  DecodeException unexpected(String member, String expected) {
    TokenStreamLocation at = parser.currentTokenLocation();
    return new DecodeException(
        member
            + ": expected "
            + expected
            + ", found otherwise at line "
            + at.getLineNr()
            + ", column "
            + at.getColumnNr());
  }

  private String text(Field field, JsonToken token) {
    if (token != JsonToken.VALUE_STRING) {
      throw unexpected(field.name(), "a string");
    }
    return parser.getString();
  }

  private boolean bool(Field field, JsonToken token) {
    return switch (token) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> throw unexpected(field.name(), "true or false");
    };
  }

  private int enumNumber(Field field, JsonToken token) {
    if (token == JsonToken.VALUE_STRING) {
      Integer number = field.enumNumbers().get(parser.getString());
      if (number != null) {
        enumNames = true;
        return number;
      }
    }
    return (int) number(field, token, "a number of the enum", Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  private long number(Field field, JsonToken token) {
    return switch (field.kind()) {
      case INT32, SINT32 ->
          number(field, token, "a 32-bit integer", Integer.MIN_VALUE, Integer.MAX_VALUE);
      case UINT32, FIXED32 -> number(field, token, "an unsigned 32-bit integer", 0, 0xffff_ffffL);
      case UINT64, FIXED64 -> unsigned(field, token);
      default -> number(field, token, "a 64-bit integer", Long.MIN_VALUE, Long.MAX_VALUE);
    };
  }

  private long number(Field field, JsonToken token, String expected, long lowest, long highest) {
    Long number = null;
    if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_STRING) {
      number = parseLong(parser.getString());
    }
    if (number == null) {
      number = fromDecimal(token);
    }
    if (number == null || number < lowest || number > highest) {
      throw unexpected(field.name(), expected);
    }
    return number;
  }

  private long unsigned(Field field, JsonToken token) {
    if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_STRING) {
      try {
        return Long.parseUnsignedLong(parser.getString());
      } catch (NumberFormatException _) {
        // perhaps written as 1e9
      }
    }
    return number(field, token, "an unsigned 64-bit integer", 0, Long.MAX_VALUE);
  }

  private static @Nullable Long parseLong(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException _) {
      return null;
    }
  }

  /** A whole number written with a point or an exponent, as proto3 allows: {@code 1.5e3}. */
  private @Nullable Long fromDecimal(JsonToken token) {
    boolean numeric = token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_STRING;
    if (!numeric || parser.getStringLength() > LONGEST_NUMBER) {
      return null;
    }
    try {
      BigDecimal decimal = new BigDecimal(parser.getString());
      return Math.abs((long) decimal.scale()) > LONGEST_NUMBER ? null : decimal.longValueExact();
    } catch (ArithmeticException | NumberFormatException _) {
      return null;
    }
  }

  private double real(Field field, JsonToken token) {
    if (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT) {
      return parser.getDoubleValue();
    }
    if (token == JsonToken.VALUE_STRING && parser.getStringLength() <= LONGEST_NUMBER) {
      try {
        return Double.parseDouble(parser.getString());
      } catch (NumberFormatException _) {
        // refused below
      }
    }
    throw unexpected(field.name(), "a number, \"NaN\", \"Infinity\" or \"-Infinity\"");
  }

  /** Standard or URL-safe alphabet, with or without padding. */
  private byte[] base64(Field field, String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '=') {
      end--;
    }
    try {
      return Base64.getDecoder().decode(text.substring(0, end).replace('-', '+').replace('_', '/'));
    } catch (IllegalArgumentException _) {
      throw unexpected(field.name(), "base64");
    }
  }

  private static byte[] id(String hex) {
    try {
      return HEX.parseHex(hex);
    } catch (IllegalArgumentException _) {
      return INVALID_ID;
    }
  }
}
