package io.midwatch.model.semconv;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.SpanKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which attribute keys, old and new, feed which canonical field. Reading rule: a row's spellings
 * are tried in order, newest first, and the first that yields a value wins; values are never
 * merged.
 *
 * <pre>
 * field                 place     spellings, newest first (code 0, 1, …)
 * http.request.method   RECORD    http.request.method, http.method
 * db.system.name        RECORD    db.system.name, db.system           both DB_SYSTEM
 * service.version       RESOURCE  service.version
 * </pre>
 *
 * <p>Fields computed from several keys (service, tenant, endpoint, failed, exceptions) have no row;
 * {@link CanonicalReader} derives them. Source: OpenTelemetry semantic conventions 1.44.0 and the
 * names older agents send.
 */
public final class SemconvTable {
  /** Grows whenever a row changes meaning; stored beside what was read with it. */
  public static final int TABLE_VERSION = 2;

  private static final List<FieldRow> ROWS =
      Stream.of(
              IdentityNames.ROWS,
              HttpNames.ROWS,
              NetworkNames.ROWS,
              DatabaseNames.ROWS,
              MessagingNames.ROWS,
              RpcNames.ROWS,
              CodeNames.ROWS)
          .flatMap(List::stream)
          .toList();

  private static final Map<CanonicalField, FieldRow> BY_FIELD = byField();
  private static final Map<String, List<CanonicalField>> BY_KEY = byKey();

  private SemconvTable() {}

  public static List<FieldRow> rows() {
    return ROWS;
  }

  /** The row of a field; null when the field is not read from one key at a time. */
  public static @Nullable FieldRow findRow(CanonicalField field) {
    return BY_FIELD.get(field);
  }

  /** The fields a key feeds, in table order; empty for a key of no meaning to Midwatch. */
  public static List<CanonicalField> fieldsOf(String key) {
    return BY_KEY.getOrDefault(key, List.of());
  }

  /**
   * The value of a field that has a row, of the field's type; null when no spelling yields one.
   * {@code kind} is UNSPECIFIED for anything but a span.
   */
  static @Nullable AttributeValue read(
      CanonicalField field, SpanKind kind, Attributes record, Attributes resource) {
    FieldRow row = BY_FIELD.get(field);
    if (row == null) {
      return null;
    }
    return switch (row.place()) {
      case RECORD -> read(row, kind, record);
      case RESOURCE -> read(row, kind, resource);
      case EITHER -> {
        AttributeValue ofRecord = read(row, kind, record);
        yield ofRecord == null ? read(row, kind, resource) : ofRecord;
      }
    };
  }

  private static @Nullable AttributeValue read(FieldRow row, SpanKind kind, Attributes attributes) {
    FieldType type = row.field().type();
    for (Spelling spelling : row.spellings()) {
      AttributeValue sent = attributes.find(spelling.key());
      if (sent != null && spelling.side().holdsOn(kind)) {
        AttributeValue value = TypedValue.of(spelling.conversion().convert(sent, attributes), type);
        if (value != null) {
          return value;
        }
      }
    }
    return null;
  }

  private static Map<CanonicalField, FieldRow> byField() {
    Map<CanonicalField, FieldRow> rows = new EnumMap<>(CanonicalField.class);
    for (FieldRow row : ROWS) {
      if (rows.put(row.field(), row) != null) {
        throw new IllegalStateException("two rows for " + row.field());
      }
    }
    return rows;
  }

  private static Map<String, List<CanonicalField>> byKey() {
    Map<String, List<CanonicalField>> fields = new HashMap<>();
    for (FieldRow row : ROWS) {
      for (Spelling spelling : row.spellings()) {
        fields.computeIfAbsent(spelling.key(), _ -> new ArrayList<>()).add(row.field());
      }
    }
    fields.replaceAll((_, list) -> List.copyOf(list));
    return Map.copyOf(fields);
  }
}
