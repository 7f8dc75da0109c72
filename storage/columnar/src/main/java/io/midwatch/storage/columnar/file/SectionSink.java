package io.midwatch.storage.columnar.file;

import io.midwatch.storage.wal.disk.AppendFile;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** One section on its way into a file, checksummed as it goes. */
final class SectionSink extends DataSink {
  private static final int BUFFER_BYTES = 1 << 17;

  private final String name;
  private final long offset;
  private final AppendFile file;
  private final CRC32C checksum = new CRC32C();

  SectionSink(String name, AppendFile file) {
    super(BUFFER_BYTES);
    this.name = name;
    this.offset = file.size();
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
      file.write(ByteBuffer.wrap(bytes, 0, length));
    });
  }
}
