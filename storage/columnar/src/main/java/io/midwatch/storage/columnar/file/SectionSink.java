package io.midwatch.storage.columnar.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/** One section on its way into a file, checksummed as it goes. */
final class SectionSink extends DataSink {
  private static final int BUFFER_BYTES = 1 << 17;

  private final String name;
  private final long offset;
  private final FileChannel file;
  private final CRC32C checksum = new CRC32C();

  SectionSink(String name, long offset, FileChannel file) {
    super(BUFFER_BYTES);
    this.name = name;
    this.offset = offset;
    this.file = file;
  }

  @Override
  void makeRoom(int bytes) {
    flush();
  }

  Section finish() {
    flush();
    return new Section(name, offset, position(), (int) checksum.getValue());
  }

  private void flush() {
    drain((bytes, length) -> {
      checksum.update(bytes, 0, length);
      write(file, ByteBuffer.wrap(bytes, 0, length), offset + flushed());
    });
  }

  static void write(FileChannel file, ByteBuffer bytes, long position) {
    try {
      long at = position;
      while (bytes.hasRemaining()) {
        at += file.write(bytes, at);
      }
    } catch (IOException cause) {
      throw new java.io.UncheckedIOException(cause);
    }
  }
}
