package io.midwatch.storage.columnar.query;

import io.midwatch.storage.contract.write.ByteSlice;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the tokens a text must have, looked for in its bytes as {@link SubstringBytes} does, in
 * any case.
 */
final class TokenBytes implements TextTest {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long BEYOND_ASCII = 0x8080808080808080L;

  private final byte[] token;

  /** Whether there is no other token. */
  private final boolean alone;

  /** How far the token may be moved on, by the byte below its last. */
  private final int[] shifts = new int[128];

  private TokenBytes(byte[] token, boolean alone) {
    this.token = token;
    this.alone = alone;
    Arrays.fill(shifts, token.length);
    for (int i = 0; i < token.length - 1; i++) {
      shifts[token[i]] = token.length - 1 - i;
      shifts[Character.toUpperCase(token[i])] = token.length - 1 - i;
    }
  }

  /** Of a phrase's longest token; null when there is none of ASCII alone. */
  static @Nullable TokenBytes of(List<String> tokens) {
    return of(tokens, tokens.size() == 1);
  }

  /** The same of a text that must have these tokens, and more than that. */
  static @Nullable TokenBytes amongOthers(List<String> tokens) {
    return of(tokens, false);
  }

  private static @Nullable TokenBytes of(List<String> tokens, boolean alone) {
    byte[] longest = {};
    for (String token : tokens) {
      byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
      if (bytes.length == token.length() && bytes.length > longest.length) {
        longest = bytes;
      }
    }
    return longest.length == 0 ? null : new TokenBytes(longest, alone);
  }

  /** A text beyond ASCII has to be looked at: lower case is not what bytes tell. */
  @Override
  public Answer of(ByteSlice text) {
    if (!isAscii(text)) {
      return Answer.UNKNOWN;
    }
    byte[] bytes = text.array();
    int last = token.length - 1;
    int end = text.offset() + text.length();
    for (int at = text.offset(); at + last < end; at += shifts[bytes[at + last]]) {
      if (lower(bytes[at + last]) == token[last]
          && isAt(bytes, at)
          && (at == text.offset() || !isInToken(bytes[at - 1]))
          && (at + last + 1 == end || !isInToken(bytes[at + last + 1]))) {
        return alone ? Answer.YES : Answer.UNKNOWN;
      }
    }
    return Answer.NO;
  }

  private static boolean isAscii(ByteSlice text) {
    byte[] bytes = text.array();
    int end = text.offset() + text.length();
    int at = text.offset();
    long all = 0;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      all |= (long) LONGS.get(bytes, at);
    }
    for (; at < end; at++) {
      all |= bytes[at];
    }
    return (all & BEYOND_ASCII) == 0;
  }

  private boolean isAt(byte[] bytes, int from) {
    for (int i = 0; i < token.length; i++) {
      if (lower(bytes[from + i]) != token[i]) {
        return false;
      }
    }
    return true;
  }

  private static int lower(int each) {
    return each >= 'A' && each <= 'Z' ? each + ('a' - 'A') : each;
  }

  private static boolean isInToken(int each) {
    int lower = lower(each);
    return lower >= 'a' && lower <= 'z' || each >= '0' && each <= '9' || each == '_' || each == '-';
  }
}
