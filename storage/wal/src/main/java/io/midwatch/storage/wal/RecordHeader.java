package io.midwatch.storage.wal;

import io.midwatch.storage.contract.write.ContentHash;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.contract.write.RejectedItems;
import io.midwatch.storage.contract.write.Wire;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What stands before the body of a record: everything of a batch but its bytes. Its checksum also
 * covers where the record stands, so that bytes that merely look like a record are none.
 *
 * <pre>
 * "MWR1" header=94 body=38112 crc … version=1 TRACES OTLP gzip … items=512 hash … "local" [] crc
 * </pre>
 *
 * @param headerBytes of the header itself
 * @param storedBytes of the body as stored
 * @param bodyChecksum CRC-32C of the body as stored
 * @param bodyBytes of the body, uncompressed
 */
record RecordHeader(
    int headerBytes,
    int storedBytes,
    int bodyChecksum,
    RequestKey request,
    EncodedBatch.Encoding encoding,
    Wire.@Nullable Compression compression,
    long receivedUnixNano,
    int itemCount,
    int bodyBytes,
    RejectedItems rejected) {
  static final int MAGIC = 0x4d575231;

  /** Up to the source. */
  static final int FIXED_BYTES = 60;

  static final int CHECKSUM_BYTES = 4;

  /** A longer header is none: no bitmap of a request's items is that large. */
  static final int MAX_HEADER_BYTES = 64 << 20;

  private static final int SIZES_AT = 4;
  private static final int VERSION_AT = 16;

  /** Bytes of the whole record. */
  long recordBytes() {
    return (long) headerBytes + storedBytes;
  }

  /** The header of a batch that will stand at the position; ready to be written. */
  static ByteBuffer encode(EncodedBatch batch, byte[] stored, long position) {
    byte[] source = batch.source().getBytes(StandardCharsets.UTF_8);
    byte[] bitmap = batch.rejected().toBitmap();
    int size = FIXED_BYTES + source.length + bitmap.length + CHECKSUM_BYTES;
    Wire wire = batch.wire();
    ByteBuffer header = ByteBuffer.allocate(size);
    header.putInt(MAGIC).putInt(size).putInt(stored.length).putInt(checksum(stored));
    header.put((byte) LogFormat.VERSION);
    header.put(LogFormat.code(batch.signal())).put(LogFormat.code(batch.encoding()));
    header.put(LogFormat.code(wire == null ? null : wire.compression()));
    header.putLong(batch.receivedUnixNano()).putInt(batch.itemCount());
    header.putLong(batch.contentHash().high()).putLong(batch.contentHash().low());
    header.putInt(batch.body().length).putInt(source.length).putInt(bitmap.length);
    header.put(source).put(bitmap);
    header.putInt(checksum(header.array(), header.position(), position));
    return header.flip();
  }

  /** How long the header that starts in these bytes says it is; 0 when none starts here. */
  static int findSize(ByteBuffer start) {
    int at = start.position();
    if (start.remaining() < FIXED_BYTES || start.getInt(at) != MAGIC) {
      return 0;
    }
    int size = start.getInt(at + SIZES_AT);
    return size < FIXED_BYTES + CHECKSUM_BYTES || size > MAX_HEADER_BYTES ? 0 : size;
  }

  /**
   * Reads a header that stands at the position; null when its checksum does not match.
   *
   * @throws io.midwatch.storage.contract.StoreException when it is whole but of another version
   */
  static @Nullable RecordHeader find(byte[] header, long position) {
    int end = header.length - CHECKSUM_BYTES;
    ByteBuffer from = ByteBuffer.wrap(header);
    if (from.getInt(end) != checksum(header, end, position)) {
      return null;
    }
    int version = from.get(VERSION_AT);
    LogFormat.requireKnownVersion(version, "the record at " + LogPosition.of(position));
    return read(from);
  }

  private static RecordHeader read(ByteBuffer from) {
    int stored = from.getInt(8);
    int bodyChecksum = from.getInt(12);
    from.position(VERSION_AT + 1);
    var signal = LogFormat.signal(from.get());
    var encoding = LogFormat.encoding(from.get());
    Wire.Compression compression = LogFormat.compression(from.get());
    long received = from.getLong();
    int items = from.getInt();
    ContentHash hash = new ContentHash(from.getLong(), from.getLong());
    int bodyBytes = from.getInt();
    byte[] source = new byte[from.getInt()];
    byte[] bitmap = new byte[from.getInt()];
    from.get(source).get(bitmap);
    return new RecordHeader(
        from.capacity(),
        stored,
        bodyChecksum,
        new RequestKey(new String(source, StandardCharsets.UTF_8), signal, hash),
        encoding,
        compression,
        received,
        items,
        bodyBytes,
        RejectedItems.ofBitmap(bitmap));
  }

  /** CRC-32C of a body as stored. */
  static int checksum(byte[] stored) {
    CRC32C crc = new CRC32C();
    crc.update(stored);
    return (int) crc.getValue();
  }

  private static int checksum(byte[] header, int length, long position) {
    CRC32C crc = new CRC32C();
    crc.update(ByteBuffer.allocate(Long.BYTES).putLong(position).flip());
    crc.update(header, 0, length);
    return (int) crc.getValue();
  }
}
