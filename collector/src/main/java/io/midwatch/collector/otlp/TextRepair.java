package io.midwatch.collector.otlp;

/**
 * Rewrites a request that holds text which is not UTF-8: the ill-formed parts of those strings
 * become U+FFFD, everything else, unknown fields included, stays byte for byte.
 */
final class TextRepair {
  private final ProtoCursor cursor;
  private final ProtoWriter writer = new ProtoWriter();

  private TextRepair(byte[] body) {
    this.cursor = new ProtoCursor(body, 0, body.length);
  }

  /** The repaired request; the body has passed {@link RequestCheck}. */
  static byte[] repair(MessageType type, byte[] body) {
    TextRepair repair = new TextRepair(body);
    repair.message(type, 0);
    return repair.writer.toByteArray();
  }

  private void message(MessageType type, int depth) {
    int start = cursor.position();
    while (cursor.next()) {
      Field field = type.findField(cursor.field());
      if (field == null || cursor.wireType() != field.kind().wireType()) {
        copy(start);
      } else if (field.kind() == Field.Kind.STRING) {
        text(field.number());
      } else if (field.message() != null && canEnter(field.message(), depth)) {
        nested(field.number(), field.message(), depth);
      } else {
        copy(start);
      }
      start = cursor.position();
    }
  }

  private void copy(int start) {
    cursor.skip();
    writer.raw(cursor.buffer(), start, cursor.position() - start);
  }

  private boolean canEnter(MessageType type, int depth) {
    return type != OtlpSchema.ANY_VALUE || depth < ProtoCursor.MAX_DEPTH;
  }

  private void nested(int field, MessageType type, int depth) {
    int outer = cursor.enter();
    int message = writer.open(field);
    message(type, type == OtlpSchema.ANY_VALUE ? depth + 1 : depth);
    writer.close(message);
    cursor.leave(outer);
  }

  private void text(int field) {
    int length = cursor.length();
    int from = cursor.advance(length);
    if (Utf8.isValid(cursor.buffer(), from, from + length)) {
      writer.bytes(field, cursor.buffer(), from, length);
    } else {
      writer.bytes(field, Utf8.repair(cursor.buffer(), from, from + length));
    }
  }
}
