package io.midwatch.collector.otlp;

import static io.midwatch.collector.otlp.ProtoCursor.LENGTH_DELIMITED;
import static io.midwatch.collector.otlp.ProtoCursor.VARINT;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.midwatch.model.EntityRef;
import io.midwatch.storage.contract.write.AttributeSink;
import io.midwatch.storage.contract.write.BatchSink;
import io.midwatch.storage.contract.write.ByteSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Walks resources and scopes, which all signals nest alike, and announces them to the sink when the
 * first accepted item below them comes: a group whose items are all refused is never looked into.
 */
final class GroupReader {
  private static final int COMMON = 1 << 3 | LENGTH_DELIMITED;
  private static final int CHILDREN = 2 << 3 | LENGTH_DELIMITED;
  private static final int SCHEMA_URL = 3 << 3 | LENGTH_DELIMITED;

  private final byte[] body;
  private final BatchSink sink;
  private final SinkValues values;
  private int resourceFrom;
  private int resourceTo;
  private int scopeFrom;
  private int scopeTo;
  private boolean resourceAnnounced;
  private boolean scopeAnnounced;

  GroupReader(byte[] body, BatchSink sink, SinkValues values) {
    this.body = body;
    this.sink = sink;
    this.values = values;
  }

  /** Calls {@code item} with the cursor inside each span, log record or metric, in order. */
  void read(Consumer<ProtoCursor> item) {
    ProtoCursor cursor = new ProtoCursor(body, 0, body.length);
    while (cursor.next()) {
      if (cursor.tag() != COMMON) {
        cursor.skip();
        continue;
      }
      int outer = cursor.enter();
      resourceFrom = cursor.position();
      resourceTo = cursor.limit();
      resourceAnnounced = false;
      while (cursor.next()) {
        if (cursor.tag() == CHILDREN) {
          scope(cursor, item);
        } else {
          cursor.skip();
        }
      }
      cursor.leave(outer);
    }
  }

  private void scope(ProtoCursor cursor, Consumer<ProtoCursor> item) {
    int outer = cursor.enter();
    scopeFrom = cursor.position();
    scopeTo = cursor.limit();
    scopeAnnounced = false;
    while (cursor.next()) {
      if (cursor.tag() == CHILDREN) {
        int parent = cursor.enter();
        item.accept(cursor);
        cursor.leave(parent);
      } else {
        cursor.skip();
      }
    }
    cursor.leave(outer);
  }

  /** Tells the sink the resource and scope of the item at hand, unless it knows them. */
  void announce() {
    if (!resourceAnnounced) {
      announceResource();
      resourceAnnounced = true;
      scopeAnnounced = false;
    }
    if (!scopeAnnounced) {
      announceScope();
      scopeAnnounced = true;
    }
  }

  private void announceResource() {
    int dropped = 0;
    List<EntityRef> entityRefs = new ArrayList<>();
    ByteSlice schemaUrl = new ByteSlice();
    ProtoCursor cursor = new ProtoCursor(body, resourceFrom, resourceTo);
    while (cursor.next()) {
      switch (cursor.tag()) {
        case SCHEMA_URL -> SinkValues.slice(cursor, schemaUrl);
        case COMMON -> {
          int outer = cursor.enter();
          while (cursor.next()) {
            switch (cursor.tag()) {
              case 2 << 3 | VARINT -> dropped = (int) cursor.varint();
              case 3 << 3 | LENGTH_DELIMITED -> entityRefs.add(entityRef(cursor));
              default -> cursor.skip();
            }
          }
          cursor.leave(outer);
        }
        default -> cursor.skip();
      }
    }
    attributes(
        resourceFrom, resourceTo, 1, sink.resource(schemaUrl, dropped, List.copyOf(entityRefs)));
  }

  private void announceScope() {
    int dropped = 0;
    ByteSlice name = new ByteSlice();
    ByteSlice version = new ByteSlice();
    ByteSlice schemaUrl = new ByteSlice();
    ProtoCursor cursor = new ProtoCursor(body, scopeFrom, scopeTo);
    while (cursor.next()) {
      switch (cursor.tag()) {
        case SCHEMA_URL -> SinkValues.slice(cursor, schemaUrl);
        case COMMON -> {
          int outer = cursor.enter();
          while (cursor.next()) {
            switch (cursor.tag()) {
              case 1 << 3 | LENGTH_DELIMITED -> SinkValues.slice(cursor, name);
              case 2 << 3 | LENGTH_DELIMITED -> SinkValues.slice(cursor, version);
              case 4 << 3 | VARINT -> dropped = (int) cursor.varint();
              default -> cursor.skip();
            }
          }
          cursor.leave(outer);
        }
        default -> cursor.skip();
      }
    }
    attributes(scopeFrom, scopeTo, 3, sink.scope(name, version, schemaUrl, dropped));
  }

  private void attributes(int from, int to, int number, AttributeSink attributes) {
    ProtoCursor cursor = new ProtoCursor(body, from, to);
    while (cursor.next()) {
      if (cursor.tag() == COMMON) {
        int outer = cursor.enter();
        values.attributes(cursor, number, attributes);
        cursor.leave(outer);
      } else {
        cursor.skip();
      }
    }
  }

  private static EntityRef entityRef(ProtoCursor cursor) {
    String schemaUrl = "";
    String type = "";
    List<String> idKeys = new ArrayList<>();
    List<String> descriptionKeys = new ArrayList<>();
    int outer = cursor.enter();
    while (cursor.next()) {
      switch (cursor.tag()) {
        case 1 << 3 | LENGTH_DELIMITED -> schemaUrl = text(cursor);
        case 2 << 3 | LENGTH_DELIMITED -> type = text(cursor);
        case 3 << 3 | LENGTH_DELIMITED -> idKeys.add(text(cursor));
        case 4 << 3 | LENGTH_DELIMITED -> descriptionKeys.add(text(cursor));
        default -> cursor.skip();
      }
    }
    cursor.leave(outer);
    return new EntityRef(schemaUrl, type, idKeys, descriptionKeys);
  }

  private static String text(ProtoCursor cursor) {
    int length = cursor.length();
    return new String(cursor.buffer(), cursor.advance(length), length, UTF_8);
  }
}
