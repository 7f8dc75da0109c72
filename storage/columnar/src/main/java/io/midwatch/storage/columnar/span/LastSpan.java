package io.midwatch.storage.columnar.span;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.StringValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.Span;
import io.midwatch.model.SpanKind;
import io.midwatch.model.SpanStatus;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.model.semconv.FieldInputs;
import io.midwatch.model.semconv.FieldInputs.Source;
import io.midwatch.storage.columnar.hot.HotTable;
import io.midwatch.storage.columnar.hot.LastRow;
import io.midwatch.storage.columnar.row.Contexts;
import io.midwatch.storage.columnar.row.Elements;
import io.midwatch.storage.columnar.row.Rest;
import io.midwatch.storage.columnar.row.RestWriter;
import io.midwatch.storage.columnar.row.RowAttributes;
import io.midwatch.storage.columnar.row.Traces;
import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.contract.rollup.CanonicalSpan;
import io.midwatch.storage.contract.rollup.SpanSampling;
import io.midwatch.storage.contract.write.SpanHeader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The span that was appended last, read from its row without a record. Reused from span to span:
 * only for the thread that appends.
 */
final class LastSpan implements CanonicalSpan {
  private static final int EXCEPTION = SpanSchema.SCHEMA.position(SpanSchema.EXCEPTION);
  private static final int MESSAGE = SpanSchema.SCHEMA.position(SpanSchema.MESSAGE);
  private static final int STATE = SpanSchema.SCHEMA.position(SpanSchema.STATE);
  private static final int PARTLY = SpanSchema.SCHEMA.position(RowAttributes.PARTLY);

  /** What a field is computed from when it is not simply read. */
  private static final Set<Source> COMPUTED =
      EnumSet.of(
          Source.NAME, Source.KIND, Source.STATUS, Source.EXCEPTION, Source.RESOURCE, Source.SCOPE);

  private final HotTable table;
  private final CanonicalReader reader;
  private final LastRow row;
  private final @Nullable FieldMemo[] memos =
      new @Nullable FieldMemo[CanonicalField.values().length];
  private final FieldMemo endpointOfRoute;

  /** Of what was asked for last, nearly always the same. */
  private @Nullable SharedMemo<?> sharedMemo;

  private boolean isShareable;
  private final FirstText tenant;
  private final FirstText user;
  private final FirstText serverAddress;
  private long start;
  private long duration;
  private int kind;
  private int status;
  private long traceIdHigh;
  private long traceIdLow;
  private long spanId;
  private long parentSpanId;

  /** Of the span, once asked for. */
  private @Nullable SpanSampling sampling;

  /** Trace, high and low half, and span of each link. */
  private long[] links = new long[3 * 4];

  private int linkCount;

  LastSpan(HotTable table, CanonicalReader reader) {
    this.table = table;
    this.reader = reader;
    this.row = table.lastRow();
    for (CanonicalField field : CanonicalField.values()) {
      FieldInputs inputs = reader.spanInputs(field);
      if (COMPUTED.containsAll(inputs.sources())) {
        memos[field.ordinal()] = new FieldMemo(field, inputs, reader, row);
      }
    }
    endpointOfRoute =
        new FieldMemo(CanonicalField.ENDPOINT, reader.endpointInputsOfRoute(), reader, row);
    tenant = new FirstText(reader.spanInputs(CanonicalField.TENANT).keys());
    user = new FirstText(reader.spanInputs(CanonicalField.USER).keys());
    List<String> addresses = reader.spanInputs(CanonicalField.SERVER_ADDRESS).keys();
    serverAddress = new FirstText(addresses.subList(0, 1)); // the only one that is read as sent
  }

  /** Begins a span; the rest is read from the row once that ended. */
  void begin(SpanHeader header) {
    start = header.startTimeUnixNano;
    duration = Math.max(0, header.endTimeUnixNano - start);
    kind = header.kind;
    status = header.statusCode;
    traceIdHigh = header.traceIdHigh;
    traceIdLow = header.traceIdLow;
    spanId = header.spanId;
    parentSpanId = header.parentSpanId;
    linkCount = 0;
    sampling = null;
  }

  /** Notes a link of the span. */
  void link(long traceHigh, long traceLow, long span) {
    if (3 * linkCount == links.length) {
      links = Arrays.copyOf(links, 2 * links.length);
    }
    links[3 * linkCount] = traceHigh;
    links[3 * linkCount + 1] = traceLow;
    links[3 * linkCount + 2] = span;
    linkCount++;
  }

  @Override
  public long traceIdHigh() {
    return traceIdHigh;
  }

  @Override
  public long traceIdLow() {
    return traceIdLow;
  }

  @Override
  public long spanIdBits() {
    return spanId;
  }

  @Override
  public long parentSpanIdBits() {
    return parentSpanId;
  }

  @Override
  public int linkCount() {
    return linkCount;
  }

  @Override
  public long linkTraceIdHigh(int link) {
    return links[3 * link];
  }

  @Override
  public long linkTraceIdLow(int link) {
    return links[3 * link + 1];
  }

  @Override
  public long linkSpanIdBits(int link) {
    return links[3 * link + 2];
  }

  @Override
  public long startTimeUnixNano() {
    return start;
  }

  @Override
  public long durationNanos() {
    return duration;
  }

  @Override
  public SpanKind kind() {
    return SpanKind.of(kind);
  }

  /** Spans without a trace state, nearly all, cost a look at its code. */
  @Override
  public SpanSampling sampling() {
    if (row.code(STATE) == Coded.ABSENT) {
      return SpanSampling.EVERY;
    }
    SpanSampling known = sampling;
    if (known == null) {
      String state = row.value(STATE) instanceof StringValue(String text) ? text : "";
      known = SpanSampling.of(state, traceIdHigh, traceIdLow, spanId);
      sampling = known;
    }
    return known;
  }

  @Override
  public @Nullable AttributeValue read(CanonicalField field) {
    FieldMemo memo = memos[field.ordinal()];
    if (memo == null) {
      return reader.read(span(), field);
    }
    if (row.code(PARTLY) != Coded.ABSENT) {
      return memo.readWith(withoutColumn());
    }
    // These have inputs of many values that seldom count: paths, URLs, other people's ids.
    AttributeValue value =
        switch (field) {
          case TENANT -> tenant.read();
          case USER -> user.read();
          case SERVER_ADDRESS -> serverAddress.read();
          case ENDPOINT -> read(CanonicalField.HTTP_ROUTE) == null ? null : endpointOfRoute.read();
          default -> null;
        };
    return value == null ? memo.read() : value;
  }

  @Override
  @SuppressWarnings("unchecked") // the memo of this very thing holds what it computes
  public <T> T shared(Shared<T> what) {
    SharedMemo<?> memo = sharedMemo;
    if (memo == null || !memo.isOf(what)) {
      memo = new SharedMemo<>(what, this, reader, row);
      sharedMemo = memo;
      isShareable = what.fields().stream().allMatch(field -> memos[field.ordinal()] != null);
    }
    return isShareable && row.code(PARTLY) == Coded.ABSENT ? (T) memo.read() : what.compute(this);
  }

  private Attributes withoutColumn() {
    return rest().attributes();
  }

  private Rest rest() {
    return Rest.read(table.written().blobs(RestWriter.COLUMN).at(table.rowCount() - 1));
  }

  @Override
  public boolean hasTrouble() {
    return status == SpanStatus.ERROR_NUMBER || row.code(EXCEPTION) != Coded.ABSENT;
  }

  /** The first one's attributes are in their own column, as the value that many spans share. */
  @Override
  public List<Attributes> exceptions() {
    AttributeValue first = row.value(EXCEPTION);
    if (first == null) {
      return List.of();
    }
    List<Attributes> exceptions = new ArrayList<>(1);
    exceptions.add(Elements.attributes(first));
    for (AttributeValue value : rest().array(SpanSchema.EVENTS)) {
      Elements event = Elements.of(value);
      if (event.size() > 3 && event.text(1).equals(SpanSchema.EXCEPTION_EVENT)) {
        exceptions.add(event.attributes(3));
      }
    }
    return exceptions;
  }

  @Override
  public String statusMessage() {
    return row.value(MESSAGE) instanceof StringValue(String text) ? text : "";
  }

  @Override
  public Span span() {
    Table written = table.written();
    RowAttributes attributes = RowAttributes.ofFewRows(written);
    Traces traces = new Traces(written, SpanSchema.TRACE);
    return new SpanRows(written, new Contexts(written), attributes, traces)
        .at(table.rowCount() - 1);
  }

  /** The first of some attributes that is a text; such a field's value is just that. */
  private final class FirstText {
    private final List<String> keys;
    private int[] numbers = new int[0];
    private int keyCount = -1;

    FirstText(List<String> keys) {
      this.keys = List.copyOf(keys);
    }

    /** Null when the first attribute the row has is empty or no text. */
    @Nullable AttributeValue read() {
      if (row.keyCount() != keyCount) {
        findKeys();
      }
      for (int number : numbers) {
        AttributeValue value = row.attributeValue(number);
        if (value != null) {
          return value instanceof StringValue(String text) && !text.isEmpty() ? value : null;
        }
      }
      return null;
    }

    private void findKeys() {
      keyCount = row.keyCount();
      List<Integer> found = new ArrayList<>();
      for (String key : keys) {
        int number = row.keyNumber(key);
        if (number != LastRow.UNKNOWN_KEY) {
          found.add(number);
        }
      }
      numbers = found.stream().mapToInt(Integer::intValue).toArray();
    }
  }
}
