package io.midwatch.storage.wal.disk;

/** The claim of one process on a folder. */
public interface FolderLock extends AutoCloseable {
  @Override
  void close();
}
