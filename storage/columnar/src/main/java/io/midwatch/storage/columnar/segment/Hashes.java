package io.midwatch.storage.columnar.segment;

import io.midwatch.storage.contract.query.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;

/** Hashes of values and tokens for {@link Membership}; all of their bytes count. */
final class Hashes {
  private static final long SEED = 0x9E3779B97F4A7C15L;
  private static final long STEP = 0xD6E8FEB86659FD93L;
  private static final int[] ASCII = asciiTokenBytes();

  private Hashes() {}

  static long of(byte[] bytes) {
    long hash = SEED;
    for (byte each : bytes) {
      hash = next(hash, each);
    }
    return finish(hash, bytes.length);
  }

  /** Of a token as {@link Tokens} cuts it. */
  static long ofToken(String token) {
    return of(token.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Of every token of a text, repeated as in the text; the same as cutting it with {@link Tokens}.
   */
  static void ofTokens(byte[] text, int offset, int length, LongConsumer into) {
    for (int i = offset; i < offset + length; i++) {
      if (text[i] < 0) {
        Tokens.of(new String(text, offset, length, StandardCharsets.UTF_8))
            .forEach(token -> into.accept(ofToken(token)));
        return;
      }
    }
    long hash = SEED;
    int bytes = 0;
    for (int i = offset; i < offset + length; i++) {
      int lower = ASCII[text[i]];
      if (lower != 0) {
        hash = next(hash, lower);
        bytes++;
      } else if (bytes > 0) {
        into.accept(finish(hash, bytes));
        hash = SEED;
        bytes = 0;
      }
    }
    if (bytes > 0) {
      into.accept(finish(hash, bytes));
    }
  }

  private static long next(long hash, int value) {
    long mixed = (hash ^ (value & 0xFF)) * STEP;
    return mixed ^ mixed >>> 32;
  }

  private static long finish(long hash, int length) {
    long mixed = (hash ^ length) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 29) * 0x94D049BB133111EBL;
    return mixed ^ mixed >>> 32;
  }

  /** Per ASCII character the byte it has in a token, 0 when it is in none. */
  private static int[] asciiTokenBytes() {
    int[] bytes = new int[128];
    for (char c = 0; c < bytes.length; c++) {
      var tokens = Tokens.of(String.valueOf(c));
      bytes[c] = tokens.isEmpty() ? 0 : tokens.getFirst().charAt(0);
    }
    return bytes;
  }
}
