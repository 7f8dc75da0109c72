package io.midwatch.storage.wal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What stands first in a log file.
 *
 * @param previousEnd position behind the last whole record of the file before this one; what stands
 *     there beyond it was never acknowledged. 0 in the first file
 */
record FileHeader(int version, int sequence, long previousEnd) {
  static final int BYTES = 32;
  private static final long MAGIC = 0x4d49_4457_4154_4348L; // MIDWATCH

  ByteBuffer encode() {
    ByteBuffer header = ByteBuffer.allocate(BYTES);
    header.putLong(MAGIC).putInt(version).putInt(sequence).putLong(previousEnd).putInt(0);
    return header.putInt(checksum(header)).flip();
  }

  /** Null when the bytes are no whole header. */
  static @Nullable FileHeader find(ByteBuffer bytes) {
    if (bytes.remaining() < BYTES
        || bytes.getLong(0) != MAGIC
        || bytes.getInt(BYTES - Integer.BYTES) != checksum(bytes)) {
      return null;
    }
    return new FileHeader(bytes.getInt(8), bytes.getInt(12), bytes.getLong(16));
  }

  private static int checksum(ByteBuffer header) {
    CRC32C crc = new CRC32C();
    crc.update(header.duplicate().clear().limit(BYTES - Integer.BYTES));
    return (int) crc.getValue();
  }
}
