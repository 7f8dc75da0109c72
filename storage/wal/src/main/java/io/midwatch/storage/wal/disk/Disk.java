package io.midwatch.storage.wal.disk;

import io.midwatch.storage.contract.StoreException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A place for files, named by paths relative to its root with {@code /} between the parts: {@code
 * wal/0000000001.log}. Thread-safe, the files it hands out as they say. Everything a store does
 * with files goes through here, so that a test can put a disk behind it that loses power.
 *
 * <p>What survives a loss of power: the bytes of a file up to its last {@link AppendFile#force},
 * and the entries of a folder (created, renamed, deleted) up to the last {@link #forceFolder} of
 * that folder. A crash of the process alone loses nothing that was written.
 *
 * @throws StoreException from every method, naming the path, when the file system refuses
 */
public interface Disk {
  /** Creates a file, empty and open for writing at its end. It must not exist. */
  AppendFile create(String path);

  /** Opens an existing file for reading anywhere. */
  RandomRead open(String path);

  /**
   * The bytes of an existing file of less than 2 GB, mapped until the arena closes. The file may be
   * deleted meanwhile, never shortened.
   */
  MemorySegment map(String path, Arena arena);

  /** Makes everything written to an existing file durable, also what an earlier process wrote. */
  void force(String path);

  boolean exists(String path);

  /** Bytes in an existing file. */
  long size(String path);

  /** Names of the files and folders in a folder, sorted; empty when there is no such folder. */
  List<String> list(String folder);

  /** Creates a folder and those above it where they are missing; their entries become durable. */
  void createFolder(String folder);

  /** Makes the entries of a folder durable; the root is the empty path. */
  void forceFolder(String folder);

  /** Renames a file within one folder, replacing what has the new name, in one step. */
  void rename(String from, String to);

  /** Deletes a file; its mappings and open readers stay valid. */
  void delete(String path);

  /** Bytes that may still be written. */
  long freeBytes();

  /**
   * Claims a folder for this process until the lock is closed or the process ends.
   *
   * @throws StoreException when another holds it
   */
  FolderLock lock(String folder);

  /** Everything in an existing file of less than 2 GB. */
  default byte[] readAll(String path) {
    try (RandomRead file = open(path)) {
      ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(file.size()));
      file.readFully(0, bytes);
      return bytes.array();
    }
  }

  /**
   * Puts a small file in place as a whole: after a crash it has its old content or all of the new
   * one. Durable when this returns. Uses the name with {@code .tmp} behind it on the way.
   */
  default void replace(String path, ByteBuffer content) {
    replaceWith(path, prepare(path, content));
  }

  /**
   * The first half of {@link #replace}: writes the new content beside the file.
   *
   * @return where it is
   * @throws StoreException when it could not be written; the file is as it was, and nothing is left
   */
  default String prepare(String path, ByteBuffer content) {
    String temporary = path + ".tmp";
    if (exists(temporary)) {
      delete(temporary);
    }
    boolean written = false;
    try (AppendFile file = create(temporary)) {
      file.write(content);
      file.force();
      written = true;
    } finally {
      if (!written && exists(temporary)) {
        delete(temporary);
      }
    }
    return temporary;
  }

  /**
   * The second half: puts what was prepared in place.
   *
   * @throws StoreException when nobody knows which of the two is there after a crash
   */
  default void replaceWith(String path, String prepared) {
    rename(prepared, path);
    forceFolder(Paths.folderOf(path));
  }
}
