package io.midwatch.storage.contract.write;

/**
 * A request's body as it came over the wire, still compressed: uncompressing it gives the body of
 * its batch, byte for byte.
 *
 * @param bytes not copied: nobody may change it afterwards
 */
@SuppressWarnings("ArrayRecordComponent") // the hot path hands bytes over without a copy
public record Wire(Compression compression, byte[] bytes) {

  /** How the bytes are compressed. */
  public enum Compression {
    /** RFC 1952, one member or several. */
    GZIP,
    /** RFC 8878, one frame or several. */
    ZSTD
  }
}
