package io.midwatch.storage.wal.disk;

/** Takes the paths of a {@link Disk} apart: {@code wal/0000000001.log}. */
public final class Paths {
  private Paths() {}

  /** {@code wal}; the empty path, which is the root, for a name without a folder. */
  public static String folderOf(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /** {@code 0000000001.log}. */
  public static String nameOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The path of a name in a folder. */
  public static String in(String folder, String name) {
    return folder.isEmpty() ? name : folder + "/" + name;
  }
}
