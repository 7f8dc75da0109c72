package io.midwatch.storage.wal;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.contract.write.Wire;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Turns a body into the bytes that are stored, and back. */
final class Bodies {
  /**
   * As large as the collector takes: a frame that names its size may have a window of that size.
   */
  private static final int ZSTD_WINDOW_LOG = 31;

  private Bodies() {}

  /** The wire form when there is one, else the body. */
  static byte[] stored(EncodedBatch batch) {
    Wire wire = batch.wire();
    return wire == null ? batch.body() : wire.bytes();
  }

  /**
   * The body.
   *
   * @param compression null for none
   * @param bodyBytes how many bytes the body has
   * @throws StoreException when the stored bytes are not a body of that size
   */
  static byte[] body(Wire.@Nullable Compression compression, byte[] stored, int bodyBytes) {
    if (compression == null) {
      requireSize(bodyBytes, stored.length);
      return stored;
    }
    try (InputStream plain = open(compression, new ByteArrayInputStream(stored))) {
      byte[] body = plain.readNBytes(bodyBytes);
      requireSize(bodyBytes, body.length);
      if (plain.read() >= 0) {
        throw new StoreException("a body is larger than the " + bodyBytes + " bytes it had");
      }
      return body;
    } catch (IOException e) {
      throw new StoreException("a body can no longer be uncompressed: " + e, e);
    }
  }

  private static InputStream open(Wire.Compression compression, InputStream stored)
      throws IOException {
    return switch (compression) {
      case GZIP -> new GZIPInputStream(stored, 16 * 1024);
      case ZSTD -> new ZstdInputStreamNoFinalizer(stored).setLongMax(ZSTD_WINDOW_LOG);
    };
  }

  private static void requireSize(int expected, int found) {
    if (expected != found) {
      throw new StoreException("expected a body of " + expected + " bytes, found " + found);
    }
  }
}
