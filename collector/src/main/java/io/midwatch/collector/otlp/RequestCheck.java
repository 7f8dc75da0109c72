package io.midwatch.collector.otlp;

import static io.midwatch.collector.otlp.ProtoCursor.FIXED64;
import static io.midwatch.collector.otlp.ProtoCursor.LENGTH_DELIMITED;
import static io.midwatch.collector.otlp.ProtoCursor.VARINT;

import io.midwatch.collector.ingest.RejectReason;
import io.midwatch.model.Signal;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One pass over an export request that decides which items are taken. Items are numbered from 0 in
 * the order of the wire: spans, log records, or metric points. Nothing is copied; what is wrong
 * with one item never touches another.
 *
 * <pre>
 * ExportTraceServiceRequest        fields 1 → 2 → 2 of all three signals
 *   resource_spans (1)             a resource that nests too deep refuses its items
 *     scope_spans (2)
 *       spans (2)                  item 0, 1, 2, …
 * </pre>
 */
final class RequestCheck {
  private static final int GROUPS = 1;
  private static final int CHILDREN = 2;

  private final Signal signal;
  private final ProtoCursor cursor;
  private final BitSet rejected = new BitSet();
  private final Map<RejectReason, Integer> reasons = new EnumMap<>(RejectReason.class);
  private int items;
  private int invalidTexts;
  private boolean tooDeep;
  private final PlainAttribute plain = new PlainAttribute();

  /** What was found; {@code invalidTexts} counts strings that are not UTF-8. */
  record Result(
      int itemCount, BitSet rejected, Map<RejectReason, Integer> reasons, int invalidTexts) {}

  private RequestCheck(Signal signal, byte[] body) {
    this.signal = signal;
    this.cursor = new ProtoCursor(body, 0, body.length);
  }

  /**
   * Checks a request of the signal.
   *
   * @throws DecodeException when the bytes are no such message
   */
  static Result check(Signal signal, byte[] body) {
    RequestCheck check = new RequestCheck(signal, body);
    check.request();
    return new Result(check.items, check.rejected, check.reasons, check.invalidTexts);
  }

  private void request() {
    MessageType groupType = child(OtlpSchema.request(signal), GROUPS);
    MessageType scopeType = child(groupType, CHILDREN);
    while (cursor.next()) {
      if (!isMessage(GROUPS)) {
        cursor.skip();
        continue;
      }
      int outer = cursor.enter();
      boolean groupTooDeep = commonPart(groupType);
      while (cursor.next()) {
        if (isMessage(CHILDREN)) {
          scopeGroup(scopeType, groupTooDeep);
        } else {
          cursor.skip();
        }
      }
      cursor.leave(outer);
    }
  }

  private void scopeGroup(MessageType scopeType, boolean groupTooDeep) {
    int outer = cursor.enter();
    boolean allTooDeep = commonPart(scopeType) || groupTooDeep;
    while (cursor.next()) {
      if (!isMessage(CHILDREN)) {
        cursor.skip();
      } else if (signal == Signal.METRICS) {
        metric(allTooDeep);
      } else {
        int from = cursor.enter();
        item(signal == Signal.TRACES ? OtlpSchema.SPAN : OtlpSchema.LOG_RECORD, allTooDeep);
        cursor.leave(from);
      }
    }
    cursor.leave(outer);
  }

  /** Checks what all children of the message at hand share; true when it nests too deep. */
  private boolean commonPart(MessageType type) {
    int start = cursor.position();
    tooDeep = false;
    while (cursor.next()) {
      if (isMessage(CHILDREN)) {
        cursor.skip();
      } else {
        value(type);
      }
    }
    cursor.rewind(start);
    return tooDeep;
  }

  /** A span, log record or point, entered already. */
  private void item(MessageType type, boolean sharedTooDeep) {
    int start = cursor.position();
    tooDeep = sharedTooDeep;
    if (type == OtlpSchema.SPAN) {
      RejectReason reason = span();
      count(tooDeep ? RejectReason.TOO_DEEP : reason);
      return;
    }
    message(type, 0);
    cursor.rewind(start);
    count(tooDeep ? RejectReason.TOO_DEEP : ItemRules.check(type, cursor));
  }

  /** What {@link ItemRules} does for other items, in the same pass: spans are the most. */
  private @Nullable RejectReason span() {
    boolean traceId = false;
    boolean spanId = false;
    while (cursor.next()) {
      switch (cursor.tag()) {
        case 1 << 3 | LENGTH_DELIMITED -> traceId = ItemRules.isId(cursor, 2 * Long.BYTES);
        case 2 << 3 | LENGTH_DELIMITED -> spanId = ItemRules.isId(cursor, Long.BYTES);
        case 7 << 3 | FIXED64, 8 << 3 | FIXED64 -> cursor.fixed64();
        case 9 << 3 | LENGTH_DELIMITED -> nested(OtlpSchema.KEY_VALUE, 0);
        default -> value(OtlpSchema.SPAN);
      }
    }
    return !traceId ? RejectReason.INVALID_TRACE_ID : !spanId ? RejectReason.INVALID_SPAN_ID : null;
  }

  private void metric(boolean sharedTooDeep) {
    int outer = cursor.enter();
    int start = cursor.position();
    tooDeep = sharedTooDeep;
    while (cursor.next()) {
      if (dataType() == null) {
        value(OtlpSchema.METRIC);
      } else {
        cursor.skip();
      }
    }
    boolean metricTooDeep = tooDeep;
    cursor.rewind(start);
    while (cursor.next()) {
      MessageType data = dataType();
      if (data == null) {
        cursor.skip();
      } else {
        points(data, metricTooDeep);
      }
    }
    cursor.leave(outer);
  }

  /** Gauge, Sum and so on: the fields of a metric that hold points; null for other fields. */
  private @Nullable MessageType dataType() {
    Field field = OtlpSchema.METRIC.findField(cursor.field());
    return field != null && field.message() != null && !field.repeated() && fits(field)
        ? field.message()
        : null;
  }

  private void points(MessageType data, boolean metricTooDeep) {
    int outer = cursor.enter();
    boolean temporalityMissing = !ItemRules.hasTemporality(data, cursor);
    MessageType pointType = child(data, 1);
    while (cursor.next()) {
      if (!isMessage(1)) {
        cursor.skip();
        continue;
      }
      int from = cursor.enter();
      if (temporalityMissing) {
        message(pointType, 0);
        count(RejectReason.UNSPECIFIED_TEMPORALITY);
      } else {
        item(pointType, metricTooDeep);
      }
      cursor.leave(from);
    }
    cursor.leave(outer);
  }

  private void count(@Nullable RejectReason reason) {
    if (reason != null) {
      rejected.set(items);
      reasons.merge(reason, 1, Integer::sum);
    }
    items++;
  }

  private void message(MessageType type, int depth) {
    while (cursor.next()) {
      value(type, depth);
    }
  }

  private void value(MessageType type) {
    value(type, 0);
  }

  private void value(MessageType type, int depth) {
    Field field = type.findField(cursor.field());
    if (field == null) {
      cursor.skip();
    } else if (field.repeated() && isPacked(field)) {
      packed(field);
    } else if (!fits(field)) {
      cursor.skip();
    } else if (field.kind() == Field.Kind.STRING) {
      text();
    } else if (field.message() != null) {
      nested(field.message(), depth);
    } else {
      cursor.skip();
    }
  }

  private void nested(MessageType type, int depth) {
    int below = type == OtlpSchema.ANY_VALUE ? depth + 1 : depth;
    int outer = cursor.enter();
    if (type == OtlpSchema.KEY_VALUE
        && depth < ProtoCursor.MAX_DEPTH
        && plain.read(cursor.buffer(), cursor.position(), cursor.limit())) {
      text(plain.keyFrom, plain.keyLength);
      if (plain.member == PlainAttribute.TEXT) {
        text(plain.textFrom, plain.textLength);
      }
    } else if (below > ProtoCursor.MAX_DEPTH) {
      tooDeep = true;
    } else {
      message(type, below);
    }
    cursor.leave(outer);
  }

  private void text() {
    int length = cursor.length();
    text(cursor.advance(length), length);
  }

  private void text(int from, int length) {
    if (!Utf8.isValid(cursor.buffer(), from, from + length)) {
      invalidTexts++;
    }
  }

  private boolean isPacked(Field field) {
    return cursor.wireType() == LENGTH_DELIMITED
        && (field.kind().wireType() == VARINT || field.kind().wireType() == FIXED64);
  }

  private void packed(Field field) {
    int outer = cursor.enter();
    while (cursor.position() < cursor.limit()) {
      if (field.kind().wireType() == VARINT) {
        cursor.varint();
      } else {
        cursor.fixed64();
      }
    }
    cursor.leave(outer);
  }

  private boolean isMessage(int field) {
    return cursor.field() == field && cursor.wireType() == LENGTH_DELIMITED;
  }

  private boolean fits(Field field) {
    return cursor.wireType() == field.kind().wireType();
  }

  private static MessageType child(MessageType type, int field) {
    Field found = type.findField(field);
    if (found == null) {
      throw new IllegalStateException(type + " has no field " + field);
    }
    return found.requireMessage();
  }
}
