package io.midwatch.storage.wal.disk;

import io.midwatch.storage.contract.StoreException;
import java.nio.ByteBuffer;

/**
 * A file open for reading anywhere. Thread-safe.
 *
 * @throws StoreException from every method when the file system refuses
 */
public interface RandomRead extends AutoCloseable {
  long size();

  /**
   * Reads from the offset into the room of the buffer.
   *
   * @return bytes read, at least 1, or -1 at the end of the file
   */
  int read(long offset, ByteBuffer into);

  /**
   * Fills the buffer from the offset on.
   *
   * @throws StoreException when the file ends before
   */
  default void readFully(long offset, ByteBuffer into) {
    long at = offset;
    while (into.hasRemaining()) {
      int read = read(at, into);
      if (read < 0) {
        throw new StoreException(
            "expected "
                + into.remaining()
                + " more bytes at "
                + at
                + ", found the end of the file");
      }
      at += read;
    }
  }

  @Override
  void close();
}
