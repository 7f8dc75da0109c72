package io.midwatch.storage.contract.memory;

import io.midwatch.storage.contract.query.Row;
import io.midwatch.storage.contract.query.RowId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds rows by their id, by halving: slices and the rows in them are in the order of ids. */
record RowSeek<T>(List<Slice<T>> slices) {

  Optional<Row<T>> find(RowId id) {
    for (int i = firstSlice(id); i < slices.size(); i++) {
      Slice<T> slice = slices.get(i);
      int index = firstAtLeast(slice, id);
      if (index < slice.to()) {
        Row<T> row = slice.row(index);
        return row.id().equals(id) ? Optional.of(row) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Visits rows of greater ids in order until the visitor has enough. */
  void forEachAfter(RowId id, Predicate<Row<T>> wantsMore) {
    for (int i = firstSlice(id); i < slices.size(); i++) {
      Slice<T> slice = slices.get(i);
      for (int index = firstAtLeast(slice, id); index < slice.to(); index++) {
        Row<T> row = slice.row(index);
        if (!row.id().equals(id) && !wantsMore.test(row)) {
          return;
        }
      }
    }
  }

  /** The first slice whose last row is not before the id. */
  private int firstSlice(RowId id) {
    int low = 0;
    int high = slices.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      Slice<T> slice = slices.get(middle);
      if (slice.row(slice.to() - 1).id().compareTo(id) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static <T> int firstAtLeast(Slice<T> slice, RowId id) {
    int low = slice.from();
    int high = slice.to();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (slice.row(middle).id().compareTo(id) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
