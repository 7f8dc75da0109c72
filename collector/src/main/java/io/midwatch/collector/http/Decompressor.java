package io.midwatch.collector.http;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.midwatch.collector.ingest.BodyBuffer;
import io.midwatch.collector.ingest.ByteBudget;
import io.midwatch.collector.ingest.RefuseReason;
import io.midwatch.collector.ingest.RefusedException;
import io.midwatch.storage.contract.write.Wire;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Undoes a Content-Encoding within a bound on the bytes that come out. */
final class Decompressor {
  /** 8 MiB, what RFC 8878 asks every decoder to support. */
  private static final int ZSTD_WINDOW_LOG = 23;

  private static final String DECOMPRESSED = "decompressed";

  /** Making an inflater costs as much as inflating some kilobytes. */
  private static final int KEPT_INFLATERS = 16;

  private final BlockingQueue<Inflater> inflaters = new ArrayBlockingQueue<>(KEPT_INFLATERS);
  private final int maxBytes;

  Decompressor(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * The plain bytes.
   *
   * @param encoding lower case, empty for none
   * @throws RefusedException UNSUPPORTED_ENCODING, TOO_LARGE, UNDECODABLE, or OVERLOADED when the
   *     budget has no room for what comes out
   */
  byte[] decompress(String encoding, byte[] sent, ByteBudget.Lease lease) {
    return switch (encoding) {
      case "", "identity" -> sent;
      case "gzip" -> gunzip(sent, lease);
      case "zstd" -> zstd(sent, lease);
      default -> throw unsupported();
    };
  }

  /** Refuses an encoding before the body is read. */
  static void requireSupported(String encoding) {
    switch (encoding) {
      case "", "identity", "gzip", "zstd" -> {}
      default -> throw unsupported();
    }
  }

  /** The bytes as a store may keep them; null when they are not compressed. */
  static @Nullable Wire findWire(String encoding, byte[] sent) {
    return switch (encoding) {
      case "gzip" -> new Wire(Wire.Compression.GZIP, sent);
      case "zstd" -> new Wire(Wire.Compression.ZSTD, sent);
      default -> null;
    };
  }

  private static RefusedException unsupported() {
    return new RefusedException(
        RefuseReason.UNSUPPORTED_ENCODING, "expected Content-Encoding gzip, zstd or identity");
  }

  private byte[] gunzip(byte[] sent, ByteBudget.Lease lease) {
    int expected = Gunzip.expectedBytes(sent, maxBytes);
    Inflater kept = inflaters.poll();
    Inflater inflater = kept == null ? new Inflater(true) : kept;
    try {
      return Gunzip.gunzip(sent, new BodyBuffer(lease, expected, maxBytes, DECOMPRESSED), inflater);
    } finally {
      inflater.reset();
      if (!inflaters.offer(inflater)) {
        inflater.end();
      }
    }
  }

  private byte[] zstd(byte[] sent, ByteBudget.Lease lease) {
    long declared = sent.length == 0 ? 0 : Math.max(0, Zstd.getFrameContentSize(sent));
    BodyBuffer plain = new BodyBuffer(lease, declared, maxBytes, DECOMPRESSED);
    if (declared > 0 && isWhole(sent, plain)) {
      return plain.array();
    }
    try (ZstdInputStreamNoFinalizer stream =
        new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(sent))) {
      stream.setLongMax(windowLog(declared));
      int room = plain.room();
      int read = stream.read(plain.array(), plain.size(), room);
      while (read >= 0) {
        plain.added(read);
        room = plain.room();
        read = stream.read(plain.array(), plain.size(), room);
      }
      return plain.toByteArray();
    } catch (IOException _) {
      throw new RefusedException(RefuseReason.UNDECODABLE, "the body is not valid zstd");
    }
  }

  /** Whether the body is one frame and is now in the buffer; nothing is in it otherwise. */
  private static boolean isWhole(byte[] sent, BodyBuffer plain) {
    try {
      byte[] into = plain.array();
      return Zstd.findFrameCompressedSize(sent) == sent.length
          && Zstd.decompressByteArray(into, 0, into.length, sent, 0, sent.length) == into.length;
    } catch (ZstdException _) {
      return false; // which a stream may explain
    }
  }

  /** A frame that declares its size may use a window of that size: it is inflated in place. */
  private static int windowLog(long declared) {
    int needed = Long.SIZE - Long.numberOfLeadingZeros(Math.max(1, declared - 1));
    return Math.max(ZSTD_WINDOW_LOG, needed);
  }
}
