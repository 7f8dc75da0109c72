package io.midwatch.derive;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.BoolValue;
import io.midwatch.model.AttributeValue.DoubleValue;
import io.midwatch.model.AttributeValue.LongValue;
import io.midwatch.model.SpanKind;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.storage.contract.rollup.CanonicalSpan;
import io.midwatch.storage.contract.rollup.RollupCell;
import io.midwatch.storage.contract.rollup.RollupSink;
import io.midwatch.storage.contract.rollup.RollupTable;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One span as the rollups see it; what several tables ask for is read once. */
final class SpanFacts {
  private static final String[] KINDS =
      Arrays.stream(SpanKind.values())
          .map(each -> each.name().toLowerCase(Locale.ROOT))
          .toArray(String[]::new);

  final CanonicalSpan span;
  final SpanKind kind;
  final String service;
  final String environment;
  final boolean failed;

  /** HTTP status, 0 when there was none. */
  final long httpStatus;

  private final KeyCache keys;
  private final SharedFacts shared;

  SpanFacts(CanonicalSpan span, KeyCache keys) {
    this.span = span;
    this.keys = keys;
    shared = span.shared(SharedFacts.OF);
    kind = span.kind();
    service = text(CanonicalField.SERVICE);
    environment = text(CanonicalField.ENVIRONMENT);
    failed = read(CanonicalField.FAILED) instanceof BoolValue(boolean value) && value;
    httpStatus = whole(CanonicalField.HTTP_STATUS, 0);
  }

  /** Work a service was asked to do, by a call or by a message. */
  boolean isRequest() {
    return kind == SpanKind.SERVER || kind == SpanKind.CONSUMER;
  }

  String kindText() {
    return KINDS[kind.ordinal()];
  }

  /** Empty when the span does not say. */
  String text(CanonicalField field) {
    AttributeValue value = read(field);
    return value == null ? "" : value.text();
  }

  boolean has(CanonicalField field) {
    return read(field) != null;
  }

  /** A whole number, or {@code otherwise} when the span does not say one. */
  long whole(CanonicalField field, long otherwise) {
    return read(field) instanceof LongValue(long value) ? value : otherwise;
  }

  double number(CanonicalField field, double otherwise) {
    return switch (read(field)) {
      case LongValue(long value) -> value;
      case DoubleValue(double value) -> value;
      case null, default -> otherwise;
    };
  }

  /** The cell of the span's own bucket: a span belongs to the time it started. */
  RollupCell cell(RollupSink sink, RollupTable table, String... dimensions) {
    return sink.cell(table, span.startTimeUnixNano(), keys.key(table, dimensions));
  }

  private @Nullable AttributeValue read(CanonicalField field) {
    return SharedFacts.hold(field) ? shared.read(field) : span.read(field);
  }
}
