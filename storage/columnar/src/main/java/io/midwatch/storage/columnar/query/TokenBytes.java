package io.midwatch.storage.columnar.query;

import io.midwatch.storage.contract.write.ByteSlice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the tokens a text must have, looked for in its bytes: most texts are ruled out before a
 * string is made of them and cut into tokens.
 */
final class TokenBytes {
  private final byte[] token;

  private TokenBytes(byte[] token) {
    this.token = token;
  }

  /** Of the longest token; null when there is none of ASCII alone. */
  static @Nullable TokenBytes of(List<String> tokens) {
    byte[] longest = {};
    for (String token : tokens) {
      byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
      if (bytes.length == token.length() && bytes.length > longest.length) {
        longest = bytes;
      }
    }
    return longest.length == 0 ? null : new TokenBytes(longest);
  }

  /** False only when the token is not in the text; a text beyond ASCII may always have it. */
  boolean mayBeIn(ByteSlice text) {
    byte[] bytes = text.array();
    int end = text.offset() + text.length();
    int first = token[0];
    for (int i = text.offset(); i < end; i++) {
      int each = bytes[i];
      if (each < 0) {
        return true;
      }
      if (lower(each) == first && i + token.length <= end && isAt(bytes, i)) {
        return true;
      }
    }
    return false;
  }

  private boolean isAt(byte[] bytes, int from) {
    for (int i = 1; i < token.length; i++) {
      if (lower(bytes[from + i]) != token[i]) {
        return false;
      }
    }
    return true;
  }

  private static int lower(int each) {
    return each >= 'A' && each <= 'Z' ? each + ('a' - 'A') : each;
  }
}
