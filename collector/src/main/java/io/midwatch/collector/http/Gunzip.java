package io.midwatch.collector.http;

import io.midwatch.collector.ingest.BodyBuffer;
import io.midwatch.collector.ingest.RefuseReason;
import io.midwatch.collector.ingest.RefusedException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads gzip from an array: one member or several, each with header, checksum and length checked,
 * and nothing behind the last. Source: RFC 1952.
 */
final class Gunzip {
  private static final int HEADER_BYTES = 10;
  private static final int TRAILER_BYTES = 8;
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final byte[] NOTHING = new byte[0];

  /** A deflated byte stands for at most so many. */
  private static final int MOST_RATIO = 1032;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] sent;
  private final BodyBuffer plain;
  private int at;

  private Gunzip(byte[] sent, BodyBuffer plain) {
    this.sent = sent;
    this.plain = plain;
  }

  /**
   * How many bytes a body of one member has when it tells the truth; 0 when it cannot be true: no
   * deflate makes so much of so little, or it is more than {@code maxBytes}.
   */
  static int expectedBytes(byte[] sent, int maxBytes) {
    if (sent.length < HEADER_BYTES + TRAILER_BYTES) {
      return 0;
    }
    long announced = Integer.toUnsignedLong(little32(sent, sent.length - Integer.BYTES));
    return announced > Math.min(maxBytes, (long) sent.length * MOST_RATIO) ? 0 : (int) announced;
  }

  /**
   * Inflates everything into the buffer and returns its bytes.
   *
   * @param inflater without header, as new; its caller resets or ends it
   * @throws RefusedException UNDECODABLE, or what the buffer throws
   */
  static byte[] gunzip(byte[] sent, BodyBuffer plain, Inflater inflater) {
    Gunzip gunzip = new Gunzip(sent, plain);
    try {
      do {
        gunzip.header();
        gunzip.member(inflater);
        inflater.reset();
      } while (gunzip.at < sent.length);
      return plain.toByteArray();
    } catch (DataFormatException _) {
      throw invalid("damaged content");
    }
  }

  private void header() {
    int start = at;
    require(HEADER_BYTES);
    if (unsigned(0) != 0x1f || unsigned(1) != 0x8b || unsigned(2) != 8) {
      throw invalid("no gzip header at byte " + at);
    }
    int flags = unsigned(3);
    at += HEADER_BYTES;
    if ((flags & EXTRA) != 0) {
      require(2);
      int length = unsigned(0) | unsigned(1) << 8;
      at += 2;
      require(length);
      at += length;
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CRC) != 0) {
      require(2);
      if ((unsigned(0) | unsigned(1) << 8) != headerChecksum(start)) {
        throw invalid("header checksum does not match");
      }
      at += 2;
    }
  }

  /** Whoever reads the bytes again may check it, so it is checked here. */
  private int headerChecksum(int start) {
    CRC32 crc = new CRC32();
    crc.update(sent, start, at - start);
    return (int) crc.getValue() & 0xffff;
  }

  private void skipText() {
    do {
      require(1);
    } while (sent[at++] != 0);
  }

  private void member(Inflater inflater) throws DataFormatException {
    CRC32 crc = new CRC32();
    inflater.setInput(sent, at, sent.length - at);
    long length = 0;
    while (!inflater.finished()) {
      if (plain.isFull() && isAtEnd(inflater)) {
        break;
      }
      int room = plain.room();
      int count = inflater.inflate(plain.array(), plain.size(), room);
      if (count == 0 && !inflater.finished()) {
        throw invalid("it ends too early");
      }
      crc.update(plain.array(), plain.size(), count);
      plain.added(count);
      length += count;
    }
    at = sent.length - inflater.getRemaining();
    require(TRAILER_BYTES);
    if (little32(0) != (int) crc.getValue() || little32(4) != (int) length) {
      throw invalid("checksum or length do not match");
    }
    at += TRAILER_BYTES;
  }

  /** A body as long as announced has one thing left to inflate: its end. */
  private static boolean isAtEnd(Inflater inflater) throws DataFormatException {
    return inflater.inflate(NOTHING) == 0 && inflater.finished();
  }

  private void require(int bytes) {
    if (sent.length - at < bytes) {
      throw invalid("it ends too early");
    }
  }

  private int unsigned(int offset) {
    return sent[at + offset] & 0xff;
  }

  private int little32(int offset) {
    return little32(sent, at + offset);
  }

  private static int little32(byte[] bytes, int at) {
    return (int) INT.get(bytes, at);
  }

  private static RefusedException invalid(String why) {
    return new RefusedException(RefuseReason.UNDECODABLE, "the body is not valid gzip: " + why);
  }
}
