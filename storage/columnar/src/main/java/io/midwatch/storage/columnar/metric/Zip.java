package io.midwatch.storage.columnar.metric;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
import io.midwatch.storage.columnar.file.DataCursor;
import io.midwatch.storage.columnar.file.DataSink;
import io.midwatch.storage.contract.StoreException;

/**
 * Writes runs of bytes compressed with zstd where that makes them shorter: length, length as
 * written, bytes. One thread at a time; holds native memory until closed.
 */
final class Zip implements AutoCloseable {
  private static final int LEVEL = 3;

  /** A claim beyond it is damage, not data: 1 GiB. */
  private static final int MOST_BYTES = 1 << 30;

  private final ZstdCompressCtx context = new ZstdCompressCtx().setLevel(LEVEL);

  void write(byte[] bytes, DataSink into) {
    byte[] shorter = context.compress(bytes);
    boolean worthIt = shorter.length < bytes.length;
    byte[] written = worthIt ? shorter : bytes;
    into.putVarint(bytes.length).putVarint(written.length).putBytes(written);
  }

  /** The bytes as they were before. */
  static byte[] read(DataCursor from) {
    int length = from.getCount();
    byte[] written = from.getBytes(from.getCount());
    if (written.length == length) {
      return written;
    }
    if (length > MOST_BYTES) {
      throw new StoreException("a run of " + length + " compressed bytes");
    }
    try {
      byte[] bytes = Zstd.decompress(written, length);
      if (bytes.length != length) {
        throw new StoreException("expected " + length + " bytes, found " + bytes.length);
      }
      return bytes;
    } catch (ZstdException damaged) {
      throw new StoreException("bytes cannot be decompressed: " + damaged.getMessage(), damaged);
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
