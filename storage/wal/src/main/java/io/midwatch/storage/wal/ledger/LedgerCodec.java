package io.midwatch.storage.wal.ledger;

import io.midwatch.model.Signal;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.control.IngestLedger.Entry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * The bytes of a ledger, big-endian.
 *
 * <pre>
 * "MWLG" · version (int) · per signal: duplicates · rejected by reason · refused by reason ·
 * refused bytes · CRC32C (int)
 * </pre>
 */
final class LedgerCodec {
  private static final int MAGIC = 0x4d574c47;
  private static final int VERSION = 1;

  private LedgerCodec() {}

  static byte[] write(Map<Signal, Entry> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(MAGIC);
      out.writeInt(VERSION);
      for (Signal signal : Signal.values()) {
        Entry entry = entries.getOrDefault(signal, Entry.ZERO);
        out.writeLong(entry.duplicates());
        write(out, entry.rejectedByReason());
        write(out, entry.refusedRequestsByReason());
        out.writeLong(entry.refusedBytes());
      }
      out.flush();
      out.writeInt(checksum(bytes.toByteArray(), bytes.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, Map<String, Long> byReason) throws IOException {
    out.writeInt(byReason.size());
    for (Map.Entry<String, Long> reason : byReason.entrySet()) {
      out.writeUTF(reason.getKey());
      out.writeLong(reason.getValue());
    }
  }

  /**
   * Accepted items are not in the file and are 0 here.
   *
   * @throws StoreException when the bytes are damaged or of a version this program does not know
   */
  static Map<Signal, Entry> read(byte[] bytes) {
    int content = bytes.length - Integer.BYTES;
    if (content < 2 * Integer.BYTES
        || ByteBuffer.wrap(bytes).getInt() != MAGIC
        || ByteBuffer.wrap(bytes).getInt(content) != checksum(bytes, content)) {
      throw new StoreException("LEDGER is damaged; without it what was refused counts from 0");
    }
    int version = ByteBuffer.wrap(bytes).getInt(Integer.BYTES);
    if (version != VERSION) {
      throw new StoreException(
          "the ledger has format version " + version + ", this program reads " + VERSION);
    }
    try (DataInputStream in =
        new DataInputStream(
            new ByteArrayInputStream(bytes, 2 * Integer.BYTES, content - 2 * Integer.BYTES))) {
      Map<Signal, Entry> entries = new EnumMap<>(Signal.class);
      for (Signal signal : Signal.values()) {
        long duplicates = in.readLong();
        Map<String, Long> rejected = readReasons(in);
        Map<String, Long> refused = readReasons(in);
        entries.put(signal, new Entry(0, 0, duplicates, rejected, refused, in.readLong()));
      }
      return entries;
    } catch (IOException e) {
      throw new StoreException("LEDGER ends too early: it is damaged", e);
    }
  }

  private static Map<String, Long> readReasons(DataInputStream in) throws IOException {
    Map<String, Long> byReason = new HashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      byReason.put(in.readUTF(), in.readLong());
    }
    return byReason;
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    return (int) checksum.getValue();
  }
}
