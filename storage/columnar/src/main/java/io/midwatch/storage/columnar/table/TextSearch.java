package io.midwatch.storage.columnar.table;

import io.midwatch.storage.contract.write.ByteSlice;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 * Many texts behind one another are looked through as one Latin-1 string: the JVM's own search of
 * strings is vectorised, and UTF-8 is found in UTF-8 byte by byte. Without case every byte gets the bit
 * that tells a from A: some other bytes become alike too, which costs a look at the text and no more.
 */
/**
 * Bytes that every matching text holds, looked for before a string is made of it: most texts are
 * ruled out, never one that matches. Thread-safe.
 */
public final class TextSearch {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long BEYOND_ASCII = 0x8080_8080_8080_8080L;
  private static final int CASE_BIT = 0x20;

  private final byte[] wanted;
  private final boolean caseless;
  private final String latin;

  private TextSearch(byte[] wanted, boolean caseless) {
    this.wanted = wanted;
    this.caseless = caseless;
    byte[] shown = caseless ? folded(wanted, 0, wanted.length) : wanted;
    this.latin = new String(shown, StandardCharsets.ISO_8859_1);
  }

  /**
   * Of the longest of tokens in lower case, found in any case; null when none is of ASCII alone.
   */
  public static @Nullable TextSearch ofTokens(List<String> tokens) {
    byte[] longest = {};
    for (String token : tokens) {
      byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
      if (bytes.length == token.length() && bytes.length > longest.length) {
        longest = bytes;
      }
    }
    return longest.length == 0 ? null : new TextSearch(longest, true);
  }

  /**
   * Of a part as it is; null when bytes cannot tell, for it may stand for bytes that are no text.
   */
  public static @Nullable TextSearch ofPart(String part) {
    return part.isEmpty() || part.indexOf('\uFFFD') >= 0
        ? null
        : new TextSearch(part.getBytes(StandardCharsets.UTF_8), false);
  }

  /** False only when no text that holds the bytes can be in it. For one text; may guess. */
  public boolean mayBeIn(ByteSlice text) {
    if (!caseless) {
      return true; // a string of its own is searched as fast
    }
    byte[] bytes = text.array();
    int end = text.offset() + text.length();
    int first = wanted[0];
    for (int i = text.offset(); i < end; i++) {
      int each = bytes[i];
      if (each < 0) {
        return true; // letters beyond ASCII may be those of the token in lower case
      }
      if (lower(each) == first && i + wanted.length <= end && isAt(bytes, i)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Bytes of texts as {@link #next} takes them; null when they must be looked at one by one.
   *
   * @param to behind the last byte
   */
  public @Nullable String prepared(byte[] bytes, int from, int to) {
    if (!caseless) {
      return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
    return isAscii(bytes, from, to)
        ? new String(folded(bytes, from, to), StandardCharsets.ISO_8859_1)
        : null;
  }

  /** Where the bytes are found next, from an offset on; -1 when nowhere. */
  public int next(String prepared, int from) {
    return prepared.indexOf(latin, from);
  }

  /** How many bytes are looked for. */
  public int length() {
    return wanted.length;
  }

  private boolean isAt(byte[] bytes, int from) {
    for (int i = 1; i < wanted.length; i++) {
      if (lower(bytes[from + i]) != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  private static int lower(int each) {
    return each >= 'A' && each <= 'Z' ? each + ('a' - 'A') : each;
  }

  private static byte[] folded(byte[] bytes, int from, int to) {
    byte[] folded = new byte[to - from];
    for (int i = 0; i < folded.length; i++) {
      folded[i] = (byte) (bytes[from + i] | CASE_BIT);
    }
    return folded;
  }

  private static boolean isAscii(byte[] bytes, int from, int to) {
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      if (((long) LONGS.get(bytes, at) & BEYOND_ASCII) != 0) {
        return false;
      }
    }
    for (; at < to; at++) {
      if (bytes[at] < 0) {
        return false;
      }
    }
    return true;
  }
}
