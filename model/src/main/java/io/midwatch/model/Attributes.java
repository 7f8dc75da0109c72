package io.midwatch.model;

import io.midwatch.model.AttributeValue.BoolValue;
import io.midwatch.model.AttributeValue.DoubleValue;
import io.midwatch.model.AttributeValue.LongValue;
import io.midwatch.model.AttributeValue.StringValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map from key to typed value, in the order sent. When a key was sent twice the last
 * value wins. Equality ignores order.
 *
 * <pre>
 * http.request.method       StringValue  POST
 * http.response.status_code LongValue    502
 * </pre>
 */
public final class Attributes {
  private static final Attributes EMPTY = new Attributes(Map.of());

  private final Map<String, AttributeValue> entries;

  private Attributes(Map<String, AttributeValue> entries) {
    this.entries = entries;
  }

  public static Attributes empty() {
    return EMPTY;
  }

  /** Copies the map in its iteration order. */
  public static Attributes copyOf(Map<String, AttributeValue> entries) {
    return entries.isEmpty()
        ? EMPTY
        : new Attributes(Collections.unmodifiableMap(new LinkedHashMap<>(entries)));
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Two strings a pair: key, value, key, value. */
  public static Attributes ofStrings(String... pairs) {
    Builder builder = builder();
    for (int i = 0; i < pairs.length; i += 2) {
      builder.put(pairs[i], pairs[i + 1]);
    }
    return builder.build();
  }

  public @Nullable AttributeValue find(String key) {
    return entries.get(key);
  }

  /** The text of a string value; null when the key is absent or of another kind. */
  public @Nullable String findString(String key) {
    return entries.get(key) instanceof StringValue(String value) ? value : null;
  }

  /** The value of a long; null when the key is absent or of another kind. */
  public @Nullable Long findLong(String key) {
    return entries.get(key) instanceof LongValue(long value) ? value : null;
  }

  /** The value of a long or double as a double; null when absent or not a number. */
  public @Nullable Double findNumber(String key) {
    return switch (entries.get(key)) {
      case LongValue(long value) -> (double) value;
      case DoubleValue(double value) -> value;
      case null, default -> null;
    };
  }

  public @Nullable Boolean findBool(String key) {
    return entries.get(key) instanceof BoolValue(boolean value) ? value : null;
  }

  public boolean isEmpty() {
    return entries.isEmpty();
  }

  public int size() {
    return entries.size();
  }

  /** The keys, in the order sent; unmodifiable. */
  public Set<String> keys() {
    return entries.keySet();
  }

  /** The entries as an unmodifiable map, in the order sent. */
  public Map<String, AttributeValue> asMap() {
    return entries;
  }

  public void forEach(BiConsumer<String, AttributeValue> visitor) {
    entries.forEach(visitor);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Attributes attributes && entries.equals(attributes.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    entries.forEach((key, value) ->
        text.append(text.length() > 1 ? ", " : "").append(key).append('=').append(value.text()));
    return text.append('}').toString();
  }

  /** Collects entries; a later put of the same key replaces the earlier. Not thread-safe. */
  public static final class Builder {
    private final Map<String, AttributeValue> entries = new LinkedHashMap<>();

    private Builder() {}

    public Builder put(String key, AttributeValue value) {
      entries.put(key, value);
      return this;
    }

    public Builder put(String key, String value) {
      return put(key, AttributeValue.of(value));
    }

    public Builder put(String key, long value) {
      return put(key, AttributeValue.of(value));
    }

    public Builder put(String key, double value) {
      return put(key, AttributeValue.of(value));
    }

    public Builder put(String key, boolean value) {
      return put(key, AttributeValue.of(value));
    }

    public Builder putAll(Attributes attributes) {
      entries.putAll(attributes.entries);
      return this;
    }

    public Attributes build() {
      return copyOf(entries);
    }
  }
}
