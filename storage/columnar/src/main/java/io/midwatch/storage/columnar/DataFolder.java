package io.midwatch.storage.columnar;

import io.midwatch.model.Signal;
import io.midwatch.storage.columnar.manifest.Manifest;
import io.midwatch.storage.columnar.manifest.RollupEntry;
import io.midwatch.storage.columnar.manifest.SegmentEntry;
import io.midwatch.storage.wal.disk.Disk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Names in the data folder.
 *
 * <pre>
 * MANIFEST                 which files count
 * wal/0000000008.log       what came last
 * traces/0000000012.seg    sealed spans; logs/ and metrics/ likewise
 * rollups/0000000013.roll  figures
 * </pre>
 */
final class DataFolder {
  static final String ROLLUPS = "rollups";

  private DataFolder() {}

  static String segment(Signal signal, long number) {
    return "%s/%010d.seg".formatted(signal.label(), number);
  }

  static String rollup(long number) {
    return "%s/%010d.roll".formatted(ROLLUPS, number);
  }

  /** The folders of sealed files. */
  static List<String> folders() {
    List<String> folders = new ArrayList<>(List.of(ROLLUPS));
    for (Signal signal : Signal.values()) {
      folders.add(signal.label());
    }
    return folders;
  }

  /**
   * Deletes files of the store's folders that the manifest does not list: unfinished ones, and
   * those it listed no more when a crash came before they were deleted. Returns their names.
   */
  static List<String> deleteUnlisted(Disk disk, Manifest manifest) {
    Set<String> listed = new HashSet<>();
    manifest.segments().stream().map(SegmentEntry::file).forEach(listed::add);
    manifest.rollups().stream().map(RollupEntry::file).forEach(listed::add);
    List<String> deleted = new ArrayList<>();
    for (String folder : folders()) {
      for (String name : disk.list(folder)) {
        String path = folder + "/" + name;
        if (!listed.contains(path)) {
          disk.delete(path);
          deleted.add(path);
        }
      }
    }
    return deleted;
  }
}
