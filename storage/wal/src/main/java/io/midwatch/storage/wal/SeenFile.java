package io.midwatch.storage.wal;

import io.midwatch.storage.contract.write.ContentHash;
import io.midwatch.storage.wal.RequestWindow.Seen;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The requests of log files that are deleted while one of them may still be sent again.
 *
 * <pre>
 * MIDWSEEN version count (signal received hash source)… crc
 * </pre>
 */
final class SeenFile {
  private static final long MAGIC = 0x4d49_4457_5345_454eL; // MIDWSEEN
  private static final int FIXED_BYTES = 16;
  private static final int ENTRY_BYTES = 29;

  private SeenFile() {}

  static ByteBuffer encode(List<Seen> requests) {
    List<byte[]> sources = new ArrayList<>();
    int size = FIXED_BYTES + Integer.BYTES;
    for (Seen seen : requests) {
      byte[] source = seen.request().source().getBytes(StandardCharsets.UTF_8);
      sources.add(source);
      size += ENTRY_BYTES + source.length;
    }
    ByteBuffer file = ByteBuffer.allocate(size);
    file.putLong(MAGIC).putInt(LogFormat.VERSION).putInt(requests.size());
    for (int i = 0; i < requests.size(); i++) {
      Seen seen = requests.get(i);
      ContentHash hash = seen.request().hash();
      file.put(LogFormat.code(seen.request().signal())).putLong(seen.receivedUnixNano());
      file.putLong(hash.high()).putLong(hash.low());
      file.putInt(sources.get(i).length).put(sources.get(i));
    }
    return file.putInt(checksum(file.array())).flip();
  }

  /**
   * The requests, at position 0; null when the file is damaged.
   *
   * @throws io.midwatch.storage.contract.StoreException when it has another format version
   */
  static @Nullable List<Seen> find(byte[] bytes, String name) {
    ByteBuffer file = ByteBuffer.wrap(bytes);
    if (bytes.length < FIXED_BYTES + Integer.BYTES
        || file.getLong() != MAGIC
        || file.getInt(bytes.length - Integer.BYTES) != checksum(bytes)) {
      return null;
    }
    LogFormat.requireKnownVersion(file.getInt(), name);
    try {
      List<Seen> requests = new ArrayList<>();
      for (int count = file.getInt(); count > 0; count--) {
        requests.add(entry(file));
      }
      return requests;
    } catch (BufferUnderflowException _) {
      return null;
    }
  }

  private static Seen entry(ByteBuffer file) {
    var signal = LogFormat.signal(file.get());
    long received = file.getLong();
    ContentHash hash = new ContentHash(file.getLong(), file.getLong());
    byte[] source = new byte[file.getInt()];
    file.get(source);
    RequestKey request = new RequestKey(new String(source, StandardCharsets.UTF_8), signal, hash);
    return new Seen(request, received, LogPosition.START);
  }

  private static int checksum(byte[] file) {
    CRC32C crc = new CRC32C();
    crc.update(file, 0, file.length - Integer.BYTES);
    return (int) crc.getValue();
  }
}
