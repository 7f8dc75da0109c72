package io.midwatch.storage.columnar.manifest;

import io.midwatch.model.Signal;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.query.SourceProgress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * The bytes of a manifest, big-endian.
 *
 * <pre>
 * "MWMF" · version (int) · next file · log from · segments · rollup position · rollups · totals · progress ·
 * CRC32C (int)
 * </pre>
 */
final class ManifestCodec {
  static final int VERSION = 1;

  private static final int MAGIC = 0x4d574d46;

  private ManifestCodec() {}

  static byte[] write(Manifest manifest) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(MAGIC);
      out.writeInt(VERSION);
      out.writeLong(manifest.nextFile());
      out.writeLong(manifest.logFrom());
      out.writeInt(manifest.segments().size());
      for (SegmentEntry entry : manifest.segments()) {
        write(out, entry);
      }
      out.writeLong(manifest.rollupPosition());
      out.writeInt(manifest.rollups().size());
      for (RollupEntry entry : manifest.rollups()) {
        write(out, entry);
      }
      for (Signal signal : Signal.values()) {
        SignalTotals totals = manifest.totals(signal);
        out.writeLong(totals.sealedThrough());
        out.writeLong(totals.expired());
        out.writeLong(totals.duplicates());
      }
      out.writeLong(manifest.progressPosition());
      out.writeInt(manifest.progress().size());
      for (SourceProgress progress : manifest.progress()) {
        write(out, progress);
      }
      out.flush();
      out.writeInt(checksum(bytes.toByteArray(), bytes.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, SegmentEntry entry) throws IOException {
    out.writeByte(entry.signal().ordinal());
    out.writeUTF(entry.file());
    out.writeLong(entry.items());
    out.writeLong(entry.minUnixNano());
    out.writeLong(entry.maxUnixNano());
    out.writeLong(entry.firstPosition());
    out.writeLong(entry.lastPosition());
    out.writeLong(entry.sizeBytes());
  }

  private static void write(DataOutputStream out, RollupEntry entry) throws IOException {
    out.writeUTF(entry.file());
    out.writeLong(entry.minUnixNano());
    out.writeLong(entry.maxUnixNano());
    out.writeLong(entry.sizeBytes());
  }

  private static void write(DataOutputStream out, SourceProgress progress) throws IOException {
    out.writeUTF(progress.source());
    out.writeByte(progress.signal().ordinal());
    out.writeLong(progress.latestItemUnixNano());
    out.writeLong(progress.lastReceivedUnixNano());
    out.writeLong(progress.items());
  }

  /**
   * @throws StoreException when the bytes are damaged or of a version this program does not know
   */
  static Manifest read(byte[] bytes) {
    int content = bytes.length - Integer.BYTES;
    if (content < 2 * Integer.BYTES || ByteBuffer.wrap(bytes).getInt() != MAGIC) {
      throw new StoreException("the manifest does not begin as one: it is damaged");
    }
    int version = ByteBuffer.wrap(bytes).getInt(Integer.BYTES);
    if (version != VERSION) {
      throw new StoreException(
          "the manifest has format version " + version + ", this program reads " + VERSION);
    }
    if (ByteBuffer.wrap(bytes).getInt(content) != checksum(bytes, content)) {
      throw new StoreException("the manifest's checksum does not match: it is damaged");
    }
    try (DataInputStream in =
        new DataInputStream(
            new ByteArrayInputStream(bytes, 2 * Integer.BYTES, content - 2 * Integer.BYTES))) {
      return read(in);
    } catch (IOException e) {
      throw new StoreException("the manifest ends too early: it is damaged", e);
    }
  }

  private static Manifest read(DataInputStream in) throws IOException {
    long nextFile = in.readLong();
    long logFrom = in.readLong();
    List<SegmentEntry> segments = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      segments.add(
          new SegmentEntry(
              Signal.values()[in.readByte()],
              in.readUTF(),
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readLong()));
    }
    long rollupPosition = in.readLong();
    List<RollupEntry> rollups = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      rollups.add(new RollupEntry(in.readUTF(), in.readLong(), in.readLong(), in.readLong()));
    }
    Map<Signal, SignalTotals> totals = new EnumMap<>(Signal.class);
    for (Signal signal : Signal.values()) {
      totals.put(signal, new SignalTotals(in.readLong(), in.readLong(), in.readLong()));
    }
    long progressPosition = in.readLong();
    List<SourceProgress> progress = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      progress.add(
          new SourceProgress(
              in.readUTF(),
              Signal.values()[in.readByte()],
              in.readLong(),
              in.readLong(),
              in.readLong()));
    }
    return new Manifest(
        nextFile, logFrom, segments, rollups, rollupPosition, totals, progressPosition, progress);
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    return (int) checksum.getValue();
  }
}
