package io.midwatch.collector.otlp;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One field of an OTLP message: its number on the wire, its name in JSON and how it is written.
 *
 * @param name lowerCamelCase, as OTLP/JSON requires
 * @param message the nested type when {@code kind} is MESSAGE
 * @param enumNumbers the names tolerated for an enum, empty for other kinds
 */
record Field(
    int number,
    String name,
    Kind kind,
    boolean repeated,
    @Nullable MessageType message,
    Map<String, Integer> enumNumbers) {

  /** How a value is written on the wire. */
  enum Kind {
    STRING(ProtoCursor.LENGTH_DELIMITED),
    BYTES(ProtoCursor.LENGTH_DELIMITED),
    /** A trace or span id: bytes on the wire, hex digits in JSON. */
    ID(ProtoCursor.LENGTH_DELIMITED),
    MESSAGE(ProtoCursor.LENGTH_DELIMITED),
    BOOL(ProtoCursor.VARINT),
    ENUM(ProtoCursor.VARINT),
    INT32(ProtoCursor.VARINT),
    UINT32(ProtoCursor.VARINT),
    SINT32(ProtoCursor.VARINT),
    INT64(ProtoCursor.VARINT),
    UINT64(ProtoCursor.VARINT),
    FIXED32(ProtoCursor.FIXED32),
    FIXED64(ProtoCursor.FIXED64),
    SFIXED64(ProtoCursor.FIXED64),
    DOUBLE(ProtoCursor.FIXED64);

    private final int wireType;

    Kind(int wireType) {
      this.wireType = wireType;
    }

    int wireType() {
      return wireType;
    }
  }

  /** The nested type of a MESSAGE field. */
  MessageType requireMessage() {
    if (message == null) {
      throw new IllegalStateException("field " + name + " is no message");
    }
    return message;
  }
}
