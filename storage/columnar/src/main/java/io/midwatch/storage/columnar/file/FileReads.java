package io.midwatch.storage.columnar.file;

import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.wal.disk.Disk;
import io.midwatch.storage.wal.disk.RandomRead;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * What is read of a mapped file beside its mapping. The first look at a page through a mapping
 * brings as much around it as the disk is set to read ahead, which may be megabytes: nearly all the
 * data there is, when a store opens its files or looks for a trace in each.
 */
final class FileReads {
  private static final int CHUNK_BYTES = 1 << 16;

  /** The directory of a file, and the section a reader looks at when it opens one, are in it. */
  private static final int TAIL_BYTES = 1 << 16;

  private FileReads() {}

  /** Brings both ends of a file into the system's memory. */
  static void fetchEnds(Disk disk, String path) {
    try (RandomRead file = disk.open(path)) {
      int tail = (int) Math.min(TAIL_BYTES, file.size());
      file.readFully(0, ByteBuffer.allocate(Math.min(Container.HEADER_BYTES, tail)));
      file.readFully(file.size() - tail, ByteBuffer.allocate(tail));
    }
  }

  /**
   * The checksum of a section, which is in the system's memory then.
   *
   * @param mapped its bytes, for a file that was unlinked meanwhile
   */
  static int checksum(Disk disk, String path, Section section, MemorySegment mapped) {
    try (RandomRead file = disk.open(path)) {
      return checksum(
          section.length(),
          (at, into, length) ->
              file.readFully(section.offset() + at, ByteBuffer.wrap(into, 0, length)));
    } catch (StoreException unlinked) {
      return SectionFile.reading(
          path + " section " + section.name(), () -> checksum(section.length(), copied(mapped)));
    }
  }

  /**
   * A page that cannot be read ends a copy with an error, a checksum of mapped memory the process.
   */
  private static Chunks copied(MemorySegment mapped) {
    return (at, into, length) ->
        MemorySegment.copy(mapped, ValueLayout.JAVA_BYTE, at, into, 0, length);
  }

  private static int checksum(long size, Chunks bytes) {
    CRC32C checksum = new CRC32C();
    byte[] chunk = new byte[(int) Math.min(CHUNK_BYTES, size)];
    for (long at = 0; at < size; at += chunk.length) {
      int length = (int) Math.min(chunk.length, size - at);
      bytes.read(at, chunk, length);
      checksum.update(chunk, 0, length);
    }
    return (int) checksum.getValue();
  }

  /** Copies bytes of a section to the beginning of an array. */
  private interface Chunks {
    void read(long offset, byte[] into, int length);
  }
}
