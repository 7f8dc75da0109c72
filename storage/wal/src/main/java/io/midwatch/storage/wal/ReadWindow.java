package io.midwatch.storage.wal;

import io.midwatch.storage.wal.disk.RandomRead;
import java.nio.ByteBuffer;

/** Reads a file mostly forward, many small pieces at the price of one. Not thread-safe. */
final class ReadWindow {
  private final RandomRead file;
  private final ByteBuffer window;
  private long windowAt;

  ReadWindow(RandomRead file, int windowBytes) {
    this.file = file;
    this.window = ByteBuffer.allocate(windowBytes).limit(0);
  }

  /**
   * Bytes of the file, all of which must exist.
   *
   * @return from its position on; valid until the next call
   */
  ByteBuffer bytes(long offset, int count) {
    if (count > window.capacity()) {
      ByteBuffer large = ByteBuffer.allocate(count);
      file.readFully(offset, large);
      return large.flip();
    }
    if (offset < windowAt || offset + count > windowAt + window.limit()) {
      fill(offset, count);
    }
    return window.slice((int) (offset - windowAt), count);
  }

  private void fill(long offset, int atLeast) {
    window.clear();
    windowAt = offset;
    while (window.position() < atLeast) {
      if (file.read(offset + window.position(), window) < 0) {
        break;
      }
    }
    window.flip();
  }
}
