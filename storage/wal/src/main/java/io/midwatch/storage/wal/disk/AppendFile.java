package io.midwatch.storage.wal.disk;

import java.nio.ByteBuffer;

/**
 * A file open for writing at its end. One thread writes; any thread may force at the same time.
 *
 * @throws io.midwatch.storage.contract.StoreException from every method when the file system
 *     refuses
 */
public interface AppendFile extends AutoCloseable {
  /** Bytes written so far. */
  long size();

  /**
   * Writes everything that remains in the buffers. When it throws, part of it may be in the file,
   * which is of no more use then.
   */
  void write(ByteBuffer... buffers);

  /**
   * Makes durable what was written before the call. When it throws, nobody knows what is durable,
   * and forcing again proves nothing: an operating system may have dropped the unwritten pages.
   */
  void force();

  /** Closes without forcing. */
  @Override
  void close();
}
