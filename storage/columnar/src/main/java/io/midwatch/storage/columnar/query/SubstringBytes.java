package io.midwatch.storage.columnar.query;

import io.midwatch.storage.contract.write.ByteSlice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A part a text must have, looked for in its bytes. UTF-8 is such that a text has a part exactly
 * when its bytes have those of the part.
 *
 * <p>Source: Horspool, Practical fast searching in strings, 1980.
 */
final class SubstringBytes implements TextTest {
  /** What a decoder makes of bytes that are no text: other bytes than its own may stand for it. */
  private static final char REPLACEMENT = '\uFFFD';

  private final byte[] part;

  /** How far the part may be moved on, by the byte below its last. */
  private final int[] shifts = new int[256];

  private SubstringBytes(byte[] part) {
    this.part = part;
    Arrays.fill(shifts, part.length);
    for (int i = 0; i < part.length - 1; i++) {
      shifts[part[i] & 0xff] = part.length - 1 - i;
    }
  }

  /** Null when bytes cannot tell. */
  static @Nullable SubstringBytes of(String part) {
    boolean lossy = part.indexOf(REPLACEMENT) >= 0 || part.chars().anyMatch(SubstringBytes::half);
    return part.isEmpty() || lossy
        ? null
        : new SubstringBytes(part.getBytes(StandardCharsets.UTF_8));
  }

  /** A surrogate may be half of a character of the text, and has no bytes of its own. */
  private static boolean half(int each) {
    return Character.isSurrogate((char) each);
  }

  @Override
  public Answer of(ByteSlice text) {
    byte[] bytes = text.array();
    int last = part.length - 1;
    int end = text.offset() + text.length() - last;
    for (int at = text.offset(); at < end; at += shifts[bytes[at + last] & 0xff]) {
      if (bytes[at + last] == part[last] && Arrays.equals(bytes, at, at + last, part, 0, last)) {
        return Answer.YES;
      }
    }
    return Answer.NO;
  }
}
