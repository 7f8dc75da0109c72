package io.midwatch.derive;

import io.midwatch.derive.trace.TracePart;
import io.midwatch.model.AttributeValue;
import io.midwatch.model.SpanKind;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.storage.contract.rollup.CanonicalSpan;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What many spans have in common, read together: the fields that do not tell one request from the
 * next, and how spans that agree in them are counted. For one thread.
 */
final class SharedFacts {
  /** All that is asked for below. */
  static final Set<CanonicalField> FIELDS =
      Collections.unmodifiableSet(
          EnumSet.of(
              CanonicalField.SERVICE,
              CanonicalField.ENVIRONMENT,
              CanonicalField.VERSION,
              CanonicalField.INSTANCE,
              CanonicalField.FAILED,
              CanonicalField.HTTP_METHOD,
              CanonicalField.HTTP_STATUS,
              CanonicalField.RPC_SYSTEM,
              CanonicalField.RPC_STATUS,
              CanonicalField.DB_SYSTEM,
              CanonicalField.DB_NAMESPACE,
              CanonicalField.SERVER_ADDRESS,
              CanonicalField.MESSAGING_DESTINATION,
              CanonicalField.MESSAGING_SYSTEM,
              CanonicalField.MESSAGING_OPERATION_TYPE));

  private static final CanonicalField[] LIST = FIELDS.toArray(CanonicalField[]::new);
  private static final String[] KINDS =
      Arrays.stream(SpanKind.values())
          .map(each -> each.name().toLowerCase(Locale.ROOT))
          .toArray(String[]::new);

  final SpanKind kind;
  final String service;
  final String environment;
  final boolean failed;

  /** HTTP status, 0 when there was none. */
  final long httpStatus;

  private final Values values;

  private final SpanCounter[] counters;

  /** What spans with these facts are to their trace. */
  final TracePart part;

  /**
   * What there is to know, in the order of {@link #FIELDS}.
   *
   * @param read null for a field the span does not have
   */
  record Values(SpanKind kind, List<@Nullable AttributeValue> read) {
    private static final int[] PLACES = places();

    private static int[] places() {
      int[] places = new int[CanonicalField.values().length];
      for (int i = 0; i < LIST.length; i++) {
        places[LIST[i].ordinal()] = i;
      }
      return places;
    }

    static Values of(CanonicalSpan span) {
      @Nullable AttributeValue[] read = new @Nullable AttributeValue[LIST.length];
      for (int i = 0; i < LIST.length; i++) {
        read[i] = span.read(LIST[i]);
      }
      return new Values(span.kind(), Arrays.asList(read));
    }

    private @Nullable AttributeValue of(CanonicalField field) {
      return read.get(PLACES[field.ordinal()]);
    }
  }

  SharedFacts(Values values, List<SpanRollup> rollups, TraceParts parts) {
    this.values = values;
    kind = values.kind();
    service = text(CanonicalField.SERVICE);
    environment = text(CanonicalField.ENVIRONMENT);
    failed = FieldValue.isTrue(read(CanonicalField.FAILED));
    httpStatus = FieldValue.whole(read(CanonicalField.HTTP_STATUS), 0);
    counters =
        rollups.stream()
            .map(rollup -> rollup.counter(this))
            .filter(Objects::nonNull)
            .toArray(SpanCounter[]::new);
    part = parts.of(this);
  }

  /** How spans with these facts are counted, one for each table that is about them. */
  SpanCounter[] counters() {
    return counters;
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
    return FieldValue.text(read(field));
  }

  boolean has(CanonicalField field) {
    return read(field) != null;
  }

  private @Nullable AttributeValue read(CanonicalField field) {
    return values.of(field);
  }
}
