package io.midwatch.storage.columnar.metric;

import io.midwatch.model.Attributes;
import io.midwatch.model.Exemplar;
import io.midwatch.model.PointValue;
import io.midwatch.model.SpanId;
import io.midwatch.model.TraceId;
import io.midwatch.storage.columnar.file.DataCursor;
import io.midwatch.storage.contract.write.ByteSlice;
import java.util.ArrayList;
import java.util.List;

/**
 * The exemplars of one point as bytes, one after another: time, what follows, value, ids,
 * attributes.
 *
 * <pre>
 * 8 bytes time · 1 byte (1 long, 2 trace id, 4 span id) · 8 bytes value · 0/16 trace · 0/8 span ·
 * length and bytes of the attributes as one map value
 * </pre>
 */
final class ExemplarBytes {
  private static final int IS_LONG = 1;
  private static final int HAS_TRACE = 2;
  private static final int HAS_SPAN = 4;

  private ExemplarBytes() {}

  /** Begins an exemplar; {@link #attributes} must follow. */
  static void begin(
      ByteBuilder into,
      long timeUnixNano,
      boolean isLong,
      long bits,
      long traceIdHigh,
      long traceIdLow,
      long spanId) {
    boolean traced = traceIdHigh != 0 || traceIdLow != 0;
    into.putLong(timeUnixNano)
        .putByte((isLong ? IS_LONG : 0) | (traced ? HAS_TRACE : 0) | (spanId != 0 ? HAS_SPAN : 0))
        .putLong(bits);
    if (traced) {
      into.putLong(traceIdHigh).putLong(traceIdLow);
    }
    if (spanId != 0) {
      into.putLong(spanId);
    }
  }

  /** Ends an exemplar with its attributes, the bytes of one map value. */
  static void attributes(ByteBuilder into, ByteSlice map) {
    into.putSized(map);
  }

  static List<Exemplar> read(byte[] bytes) {
    DataCursor from = new DataCursor(bytes, "exemplars of a metric point");
    List<Exemplar> exemplars = new ArrayList<>();
    while (from.remaining() > 0) {
      long time = from.getLong();
      int has = from.getByte();
      long bits = from.getLong();
      PointValue value =
          (has & IS_LONG) != 0
              ? new PointValue.LongPoint(bits)
              : new PointValue.DoublePoint(Double.longBitsToDouble(bits));
      TraceId traceId = (has & HAS_TRACE) == 0 ? null : new TraceId(from.getLong(), from.getLong());
      SpanId spanId = (has & HAS_SPAN) == 0 ? null : new SpanId(from.getLong());
      Attributes attributes = MapBytes.read(from.getBytes(from.getCount()));
      exemplars.add(new Exemplar(time, value, attributes, traceId, spanId));
    }
    return exemplars;
  }
}
