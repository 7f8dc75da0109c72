package io.midwatch.storage.elasticsearch.doc;

import io.midwatch.storage.contract.query.RowId;
import io.midwatch.storage.contract.write.ContentHash;
import java.util.HexFormat;

/**
 * Row ids as terms that sort like the ids: {@code writer file offset item} in hex of fixed width.
 *
 * <pre>
 * 7.12.4096.3   00000007000000000000000c000000000000100000000003
 * </pre>
 */
public final class RowIds {
  private static final HexFormat HEX = HexFormat.of();
  private static final int TEXT_LENGTH = 48;

  private RowIds() {}

  public static String text(RowId id) {
    return HEX.toHexDigits(id.writer())
        + HEX.toHexDigits(id.file())
        + HEX.toHexDigits(id.offset())
        + HEX.toHexDigits(id.item());
  }

  /** The hash of a batch as text of 32 hex digits. */
  public static String text(ContentHash hash) {
    return HEX.toHexDigits(hash.high()) + HEX.toHexDigits(hash.low());
  }

  /**
   * @throws IllegalArgumentException when it is no such text
   */
  public static RowId parse(String text) {
    if (text.length() != TEXT_LENGTH) {
      throw new IllegalArgumentException("not a row id: " + text);
    }
    return new RowId(
        HexFormat.fromHexDigits(text, 0, 8),
        HexFormat.fromHexDigitsToLong(text, 8, 24),
        HexFormat.fromHexDigitsToLong(text, 24, 40),
        HexFormat.fromHexDigits(text, 40, 48));
  }
}
