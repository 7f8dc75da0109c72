package io.midwatch.collector.otlp;

import io.midwatch.model.Signal;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Prints an OTLP protobuf export request as OTLP/JSON on one line, the reverse of {@link
 * JsonTranscoder}: ids in hex, enums as numbers, 64-bit integers as strings. Fields this version of
 * OTLP does not know are left out. Source: OTLP specification, "JSON Protobuf Encoding".
 */
public final class OtlpJsonPrinter {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final HexFormat HEX = HexFormat.of();

  private final JsonGenerator json;

  private OtlpJsonPrinter(JsonGenerator json) {
    this.json = json;
  }

  /**
   * The request as JSON without line breaks.
   *
   * @throws DecodeException when the body is no such request
   */
  public static String print(Signal signal, byte[] body) {
    StringWriter text = new StringWriter(body.length * 3);
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      new OtlpJsonPrinter(json)
          .message(OtlpSchema.request(signal), new ProtoCursor(body, 0, body.length), 0);
    }
    return text.toString();
  }

  private void message(MessageType type, ProtoCursor cursor, int depth) {
    if (depth > 2 * ProtoCursor.MAX_DEPTH) {
      throw new DecodeException(type.name() + " nests too deep");
    }
    json.writeStartObject();
    int start = cursor.position();
    for (Map.Entry<Integer, Integer> field : occurrences(type, cursor).entrySet()) {
      cursor.rewind(start);
      field(requireField(type, field.getKey()), cursor, field.getValue(), depth);
    }
    json.writeEndObject();
  }

  /** How often each known field occurs, by field number. */
  private static Map<Integer, Integer> occurrences(MessageType type, ProtoCursor cursor) {
    Map<Integer, Integer> counts = new TreeMap<>();
    while (cursor.next()) {
      Field field = type.findField(cursor.field());
      if (field != null && fits(field, cursor)) {
        counts.merge(field.number(), 1, Integer::sum);
      }
      cursor.skip();
    }
    return counts;
  }

  private static Field requireField(MessageType type, int number) {
    Field field = type.findField(number);
    if (field == null) {
      throw new IllegalStateException(type.name() + " has no field " + number);
    }
    return field;
  }

  private static boolean fits(Field field, ProtoCursor cursor) {
    return cursor.wireType() == field.kind().wireType() || isPacked(field, cursor);
  }

  private static boolean isPacked(Field field, ProtoCursor cursor) {
    return field.repeated()
        && cursor.wireType() == ProtoCursor.LENGTH_DELIMITED
        && field.kind().wireType() != ProtoCursor.LENGTH_DELIMITED;
  }

  /** Prints all occurrences of a repeated field, of another the last one, which is what counts. */
  private void field(Field field, ProtoCursor cursor, int occurrences, int depth) {
    json.writeName(field.name());
    if (field.repeated()) {
      json.writeStartArray();
    }
    int left = occurrences;
    while (cursor.next()) {
      if (cursor.field() != field.number() || !fits(field, cursor)) {
        cursor.skip();
        continue;
      }
      left--;
      if (isPacked(field, cursor)) {
        int outer = cursor.enter();
        while (cursor.position() < cursor.limit()) {
          value(field, cursor, depth);
        }
        cursor.leave(outer);
      } else if (field.repeated() || left == 0) {
        value(field, cursor, depth);
      } else {
        cursor.skip();
      }
    }
    if (field.repeated()) {
      json.writeEndArray();
    }
  }

  private void value(Field field, ProtoCursor cursor, int depth) {
    switch (field.kind()) {
      case STRING -> json.writeString(new String(bytes(cursor), StandardCharsets.UTF_8));
      case BYTES -> json.writeString(Base64.getEncoder().encodeToString(bytes(cursor)));
      case ID -> json.writeString(HEX.formatHex(bytes(cursor)));
      case MESSAGE -> {
        int outer = cursor.enter();
        message(field.requireMessage(), cursor, depth + 1);
        cursor.leave(outer);
      }
      case BOOL -> json.writeBoolean(cursor.varint() != 0);
      case ENUM, INT32 -> json.writeNumber((int) cursor.varint());
      case UINT32 -> json.writeNumber(cursor.varint() & 0xffff_ffffL);
      case SINT32 -> json.writeNumber((int) cursor.zigZag());
      case INT64 -> json.writeString(Long.toString(cursor.varint()));
      case UINT64 -> json.writeString(Long.toUnsignedString(cursor.varint()));
      case FIXED32 -> json.writeNumber(Integer.toUnsignedLong(cursor.fixed32()));
      case FIXED64 -> json.writeString(Long.toUnsignedString(cursor.fixed64()));
      case SFIXED64 -> json.writeString(Long.toString(cursor.fixed64()));
      case DOUBLE -> real(cursor.float64());
    }
  }

  /** JSON has no NaN and infinities; proto3's mapping writes them as strings. */
  private void real(double value) {
    if (Double.isNaN(value)) {
      json.writeString("NaN");
    } else if (Double.isInfinite(value)) {
      json.writeString(value > 0 ? "Infinity" : "-Infinity");
    } else {
      json.writeNumber(value);
    }
  }

  private static byte[] bytes(ProtoCursor cursor) {
    int length = cursor.length();
    int from = cursor.advance(length);
    return java.util.Arrays.copyOfRange(cursor.buffer(), from, from + length);
  }
}
