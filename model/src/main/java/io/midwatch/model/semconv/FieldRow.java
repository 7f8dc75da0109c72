package io.midwatch.model.semconv;

import java.util.List;

/**
 * One row of the table: a field, where its attributes are looked up, and its spellings, newest
 * first. The position of a spelling is its spelling code.
 */
public record FieldRow(CanonicalField field, Place place, List<Spelling> spellings) {

  /** Whose attributes hold the field. */
  public enum Place {
    /** The span or the log record. */
    RECORD,
    RESOURCE,
    /** The record; its resource where the record says nothing. */
    EITHER
  }

  public FieldRow {
    spellings = List.copyOf(spellings);
  }

  /** A row whose keys are all sent as they are meant. */
  static FieldRow same(CanonicalField field, String... newestFirst) {
    return new FieldRow(
        field, Place.RECORD, List.of(newestFirst).stream().map(Spelling::of).toList());
  }

  /** A row whose keys are all sent as they are meant, on the record or on its resource. */
  static FieldRow either(CanonicalField field, String... newestFirst) {
    return new FieldRow(
        field, Place.EITHER, List.of(newestFirst).stream().map(Spelling::of).toList());
  }

  static FieldRow row(CanonicalField field, Spelling... newestFirst) {
    return new FieldRow(field, Place.RECORD, List.of(newestFirst));
  }

  static FieldRow onResource(CanonicalField field, String... newestFirst) {
    return new FieldRow(
        field, Place.RESOURCE, List.of(newestFirst).stream().map(Spelling::of).toList());
  }
}
