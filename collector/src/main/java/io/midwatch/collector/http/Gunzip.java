package io.midwatch.collector.http;

import io.midwatch.collector.ingest.BodyBuffer;
import io.midwatch.collector.ingest.RefuseReason;
import io.midwatch.collector.ingest.RefusedException;
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

  private final byte[] sent;
  private final BodyBuffer plain;
  private int at;

  private Gunzip(byte[] sent, BodyBuffer plain) {
    this.sent = sent;
    this.plain = plain;
  }

  /**
   * Inflates everything into the buffer and returns its bytes.
   *
   * @throws RefusedException UNDECODABLE, or what the buffer throws
   */
  static byte[] gunzip(byte[] sent, BodyBuffer plain) {
    Gunzip gunzip = new Gunzip(sent, plain);
    Inflater inflater = new Inflater(true);
    try {
      do {
        gunzip.header();
        gunzip.member(inflater);
        inflater.reset();
      } while (gunzip.at < sent.length);
      return plain.toByteArray();
    } catch (DataFormatException _) {
      throw invalid("damaged content");
    } finally {
      inflater.end();
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

  private void require(int bytes) {
    if (sent.length - at < bytes) {
      throw invalid("it ends too early");
    }
  }

  private int unsigned(int offset) {
    return sent[at + offset] & 0xff;
  }

  private int little32(int offset) {
    return unsigned(offset)
        | unsigned(offset + 1) << 8
        | unsigned(offset + 2) << 16
        | unsigned(offset + 3) << 24;
  }

  private static RefusedException invalid(String why) {
    return new RefusedException(RefuseReason.UNDECODABLE, "the body is not valid gzip: " + why);
  }
}
