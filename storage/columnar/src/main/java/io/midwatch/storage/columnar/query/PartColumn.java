package io.midwatch.storage.columnar.query;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.columnar.table.Blobs;
import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.columnar.table.Numbers;
import org.jspecify.annotations.Nullable;

/** How the values of one field can be had. */
public sealed interface PartColumn {
  /** No row has the field. */
  record Absent() implements PartColumn {}

  /** Values by code: a test runs once per code. */
  record ByCode(Coded codes) implements PartColumn {}

  /** A long in every row. */
  record ByNumber(Numbers numbers) implements PartColumn {}

  /** A text in every row whose blob is not empty: tokens prune blocks. */
  record ByText(Blobs texts, Values values) implements PartColumn {}

  /** Values that differ from row to row. */
  record ByRow(Values values) implements PartColumn {}

  /** Reads one row's value. */
  @FunctionalInterface
  interface Values {
    /** Null when the row does not have the field. */
    @Nullable AttributeValue at(int row);
  }
}
