package io.midwatch.model.semconv;

/** The one type a canonical field has in every row. */
public enum FieldType {
  TEXT,
  NUMBER,
  BOOL
}
