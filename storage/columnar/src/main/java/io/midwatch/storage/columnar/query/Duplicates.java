package io.midwatch.storage.columnar.query;

import io.midwatch.model.Span;
import io.midwatch.model.TraceId;
import io.midwatch.storage.contract.query.RowId;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds spans that were stored a second time in another part: equal in ids and content, they are
 * one row, and the one with the least id stands for all. Within a part no span is twice.
 */
final class Duplicates<T> {
  private final List<TracePart> parts = new ArrayList<>();

  Duplicates(Snapshot<T> snapshot) {
    for (Part<T> part : snapshot.parts()) {
      if (part instanceof TracePart spans) {
        parts.add(spans);
      }
    }
  }

  /** Whether another part has the same span under a lesser id. */
  @SuppressWarnings("ReferenceEquality") // the part itself, not one like it
  boolean isRepeated(PartRow<T> row, RowId id) {
    if (parts.size() < 2 || !(row.part() instanceof TracePart own)) {
      return false;
    }
    TraceId traceId = own.traceId(row.row());
    long time = own.times().at(row.row());
    for (TracePart other : parts) {
      if (other != own && other.mayHold(traceId)) {
        for (int twin : other.rowsOf(traceId)) {
          if (other.times().at(twin) == time && isTwin(own, row.row(), other, twin, id)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean isTwin(TracePart own, int row, TracePart other, int twin, RowId id) {
    if (other.table().id(twin).compareTo(id) >= 0) {
      return false;
    }
    Span span = own.item(row);
    return other.item(twin).equals(span);
  }
}
