package io.midwatch.storage.elasticsearch.doc;

import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.model.semconv.FieldType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fixed fields of each kind of index. Nothing a sender names becomes a field: an attribute is a
 * term in a field all attributes share, so mappings never grow.
 */
public final class Mappings {
  private static final Map<String, Object> KEYWORD = Map.of("type", "keyword");
  private static final Map<String, Object> LONG = Map.of("type", "long");
  private static final Map<String, Object> DOUBLE = Map.of("type", "double");
  private static final Map<String, Object> BOOLEAN = Map.of("type", "boolean");
  private static final Map<String, Object> BINARY = Map.of("type", "binary");

  private Mappings() {}

  /** The body of an index template. */
  public static Map<String, Object> template(Names names, Names.Kind kind) {
    return Map.of(
        "index_patterns",
        List.of(names.all(kind)),
        "priority",
        500,
        "template",
        Map.of("settings", settings(), "mappings", mapping(kind)));
  }

  private static Map<String, Object> settings() {
    return Map.of(
        "index.number_of_shards", 1,
        "index.number_of_replicas", 0,
        "index.refresh_interval", "1s");
  }

  private static Map<String, Object> mapping(Names.Kind kind) {
    return Map.of(
        "dynamic",
        "strict",
        "_source",
        Map.of(
            "includes",
            List.of(
                Names.ID,
                Names.TIME,
                Names.RAW,
                Names.SERIES,
                Names.TABLE,
                Names.BUCKET,
                Names.THROUGH)),
        "properties",
        properties(kind));
  }

  /** The fields of a kind and their types. */
  public static Map<String, Object> properties(Names.Kind kind) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(Names.RAW, BINARY);
    fields.put(Names.ID, KEYWORD);
    switch (kind) {
      case SPANS, LOGS -> rows(fields);
      case POINTS -> {
        fields.put(Names.SERIES, KEYWORD);
        fields.put(Names.TIME, LONG);
        fields.put(Names.START, LONG);
        fields.put(Names.HAS_EXEMPLARS, BOOLEAN);
      }
      case SERIES -> {
        fields.put(Names.SERIES, KEYWORD);
        fields.put(Names.LABELS, KEYWORD);
      }
      case ROLLUPS -> {
        fields.put(Names.WRITER, KEYWORD);
        fields.put(Names.TABLE, KEYWORD);
        fields.put(Names.BUCKET, LONG);
        fields.put(Names.THROUGH, LONG);
      }
    }
    return fields;
  }

  private static void rows(Map<String, Object> fields) {
    fields.put(Names.TIME, LONG);
    fields.put(Names.DURATION, LONG);
    for (String field :
        List.of(
            Names.ATTRIBUTES,
            Names.NUMBERS,
            Names.KEYS,
            Names.OWN_KEYS,
            Names.WORDS,
            Names.CUT,
            Names.PATTERN)) {
      fields.put(field, KEYWORD);
    }
    for (CanonicalField field : CanonicalField.values()) {
      fields.put(Names.canonical(field), KEYWORD);
      if (field.type() == FieldType.NUMBER) {
        fields.put(Names.number(field), DOUBLE);
      }
    }
  }
}
