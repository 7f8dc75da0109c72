package io.midwatch.bench.workload;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** How requests are compressed: {@code gzip} (level 6), {@code zstd} (level 1) or {@code none}. */
public enum Compression {
  GZIP,
  ZSTD,
  NONE;

  private static final int ZSTD_LEVEL = 1;

  /**
   * @throws IllegalArgumentException when it is none of the three
   */
  public static Compression named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** The value of Content-Encoding, or of {@code --compression}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The body as it is sent; the same array for {@link #NONE}. */
  public byte[] compress(byte[] body) {
    return switch (this) {
      case GZIP -> gzip(body);
      case ZSTD -> Zstd.compress(body, ZSTD_LEVEL);
      case NONE -> body;
    };
  }

  private static byte[] gzip(byte[] body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 5);
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
