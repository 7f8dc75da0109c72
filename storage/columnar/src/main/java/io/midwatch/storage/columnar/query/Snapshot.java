package io.midwatch.storage.columnar.query;

import io.midwatch.storage.contract.query.RowId;
import java.util.Comparator;
import java.util.List;

/**
 * The rows a question sees: parts of one moment, taken once by whoever asks. A row is in one part
 * only; ids ascend within a part, and parts are put in the order of their first ids.
 */
public record Snapshot<T>(List<Part<T>> parts) {
  public Snapshot {
    parts =
        parts.stream()
            .filter(part -> part.table().rows() > 0)
            .sorted(Comparator.comparing((Part<T> part) -> firstId(part)))
            .toList();
  }

  private static RowId firstId(Part<?> part) {
    return part.table().id(0);
  }
}
