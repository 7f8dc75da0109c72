package io.midwatch.storage.elasticsearch.doc;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.StringValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.model.semconv.FieldType;
import io.midwatch.storage.contract.answer.Values;
import io.midwatch.storage.contract.answer.row.FieldReader;
import io.midwatch.storage.contract.query.RowId;
import io.midwatch.storage.contract.query.Tokens;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the document of a span or log record: terms to find it by, and the item itself.
 *
 * <pre>
 * id          00000007…0003             time  1763776800000000000
 * f_service   [scheckout]               n_duration [1.2E7]
 * attributes  [ahttp.route␀s/pay, …]    numbers [ahttp.status␀c06f4…, cduration␀…]
 * keys        [http.route, host.name]   own_keys [http.route]
 * raw         the item as the encoder writes it
 * </pre>
 */
public final class RowDocument<T> {
  private final FieldReader<T> fields;
  private final Map<String, Object> document = new LinkedHashMap<>();

  private RowDocument(FieldReader<T> fields) {
    this.fields = fields;
  }

  /** The document of an item, without what only one signal has. */
  @SuppressWarnings("ArrayRecordComponent") // not a record: bytes are only handed on
  public static <T> Map<String, Object> of(
      FieldReader<T> fields, T item, RowId id, long time, byte[] raw) {
    RowDocument<T> made = new RowDocument<>(fields);
    made.document.put(Names.ID, RowIds.text(id));
    made.document.put(Names.TIME, time);
    made.document.put(Names.RAW, Base64.getEncoder().encodeToString(raw));
    made.canonical(item);
    made.attributes(item);
    return made.document;
  }

  private void canonical(T item) {
    Set<String> cut = new LinkedHashSet<>();
    for (CanonicalField field : CanonicalField.values()) {
      AttributeValue value = fields.canonical(item, field);
      Set<String> terms = new LinkedHashSet<>();
      Values.any(
          value,
          element -> add(terms, "", element) && tooLong(element) && cut.add(field.key()) && false);
      if (!terms.isEmpty()) {
        document.put(Names.canonical(field), terms);
      }
      numbers(Terms.prefix(Terms.CANONICAL, field.key()), value);
      if (field.type() == FieldType.NUMBER) {
        List<Double> doubles = new ArrayList<>();
        Values.any(
            value, element -> finite(element) && doubles.add(Values.number(element)) && false);
        if (!doubles.isEmpty()) {
          document.put(Names.number(field), doubles);
        }
      }
    }
    if (!cut.isEmpty()) {
      document.put(Names.CUT, cut);
    }
    AttributeValue body = fields.canonical(item, CanonicalField.BODY);
    if (body instanceof StringValue(String text)) {
      Set<String> words = new LinkedHashSet<>();
      Tokens.of(text).forEach(word -> words.add(Terms.ofText(word)));
      document.put(Names.WORDS, words);
    }
  }

  private static boolean tooLong(AttributeValue value) {
    return value instanceof StringValue(String text) && text.length() > Terms.LONGEST_TEXT;
  }

  private static boolean finite(AttributeValue value) {
    return Double.isFinite(Values.number(value));
  }

  private void attributes(T item) {
    Attributes own = fields.attributes(item);
    Attributes resource = fields.resource(item);
    Set<String> keys = new LinkedHashSet<>();
    Set<String> ownKeys = new LinkedHashSet<>();
    own.forEach((key, value) -> {
      keys.add(Terms.start(key));
      ownKeys.add(Terms.key(key));
      terms(Terms.ANY, key, value);
    });
    resource.forEach((key, value) -> {
      keys.add(Terms.start(key));
      terms(own.find(key) == null ? Terms.ANY : Terms.SHADOWED, key, value);
    });
    fields.scope(item).forEach((key, value) -> terms(Terms.SCOPE, key, value));
    document.put(Names.KEYS, keys);
    document.put(Names.OWN_KEYS, ownKeys);
  }

  private void terms(char origin, String key, AttributeValue value) {
    String prefix = Terms.prefix(origin, key);
    Values.any(value, element -> add(list(Names.ATTRIBUTES), prefix, element) && false);
    numbers(prefix, value);
  }

  private void numbers(String prefix, @org.jspecify.annotations.Nullable AttributeValue value) {
    Values.any(
        value,
        element -> {
          double number = Values.number(element);
          return !Double.isNaN(number)
              && list(Names.NUMBERS).add(prefix + Terms.sortable(number))
              && false;
        });
  }

  @SuppressWarnings("unchecked") // every such field is put here
  private Set<String> list(String field) {
    return (Set<String>) document.computeIfAbsent(field, _ -> new LinkedHashSet<String>());
  }

  private static boolean add(Set<String> terms, String prefix, AttributeValue value) {
    String term = Terms.of(value);
    return term != null && terms.add(prefix + term);
  }
}
