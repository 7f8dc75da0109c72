package io.midwatch.storage.columnar.rollup;

import java.util.List;

/**
 * The files that make up the rollups from now on, to be listed in the manifest in one step together
 * with the position they cover: after a crash the log is replayed from there. Files that are not
 * listed must not be given to {@link DurableRollups#open}.
 *
 * @param coveredPosition last log position that is counted in the files, -1 when there is none
 * @param files all of them
 * @param added those that were just written; they are on disk under their names
 * @param removed those that are to be deleted once the new list is durable
 */
public record RollupCheckpoint(
    long coveredPosition,
    List<RollupFileInfo> files,
    List<RollupFileInfo> added,
    List<RollupFileInfo> removed) {
  public RollupCheckpoint {
    files = List.copyOf(files);
    added = List.copyOf(added);
    removed = List.copyOf(removed);
  }
}
