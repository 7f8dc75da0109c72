package io.midwatch.storage.contract.query;

import io.midwatch.model.semconv.CanonicalField;

/** Something of a row that can be filtered, grouped or counted. */
public sealed interface Field {
  /** The name shown to people and used in query texts. */
  String name();

  /** A field every generation of instrumentation is read into; takes every operator. */
  record Canonical(CanonicalField field) implements Field {
    @Override
    public String name() {
      return field.key();
    }
  }

  /**
   * A free attribute as it was sent. Takes eq, in, exists, prefix, numeric range and group-by; no
   * sum and no percentiles.
   */
  record Attribute(Origin origin, String key) implements Field {
    @Override
    public String name() {
      return key;
    }
  }

  /** A dimension of a rollup table. */
  record Dimension(String name) implements Field {}

  /** Where an attribute is looked for. */
  enum Origin {
    /** The span, log record or point itself. */
    ITEM,
    RESOURCE,
    SCOPE,
    /** The item first, then its resource; the first that has the key answers. */
    ANY
  }

  static Field of(CanonicalField field) {
    return new Canonical(field);
  }

  static Field attribute(String key) {
    return new Attribute(Origin.ANY, key);
  }

  static Field dimension(String name) {
    return new Dimension(name);
  }

  /** The canonical field of that key, else the free attribute. */
  static Field named(String key) {
    return CanonicalField.byKey(key).<Field>map(Canonical::new).orElseGet(() -> attribute(key));
  }
}
