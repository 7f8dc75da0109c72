package io.midwatch.storage.columnar.query;

import io.midwatch.storage.columnar.file.UnreadableFile;
import io.midwatch.storage.contract.query.RowId;
import java.util.Comparator;
import java.util.List;

/**
 * The rows a question sees: parts of one moment, taken once by whoever asks. A row is in one part
 * only; ids ascend within a part, and parts are put in the order of their first ids.
 *
 * @param unreadable files whose rows are in no part
 */
public record Snapshot<T>(List<Part<T>> parts, List<UnreadableFile> unreadable) {
  public Snapshot {
    parts =
        parts.stream()
            .filter(part -> part.table().rows() > 0)
            .sorted(Comparator.comparing((Part<T> part) -> firstId(part)))
            .toList();
    unreadable = List.copyOf(unreadable);
  }

  /** Of parts that hold everything. */
  public Snapshot(List<Part<T>> parts) {
    this(parts, List.of());
  }

  private static RowId firstId(Part<?> part) {
    return part.table().id(0);
  }
}
