package io.midwatch.storage.contract.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The one tokenizer of every store: a token is a run of letters, digits, {@code _} and {@code -},
 * compared in lower case. {@code "ERR-7731: no stock"} is {@code err-7731, no, stock}.
 */
public final class Tokens {
  private Tokens() {}

  /** The tokens of a text, in order. */
  public static List<String> of(String text) {
    List<String> tokens = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean inside = i < text.length() && isTokenCharacter(text.charAt(i));
      if (inside && start < 0) {
        start = i;
      } else if (!inside && start >= 0) {
        tokens.add(text.substring(start, i).toLowerCase(Locale.ROOT));
        start = -1;
      }
    }
    return tokens;
  }

  /**
   * Whether the text holds the phrase's tokens one after another; an empty phrase is in any text.
   */
  public static boolean holds(String text, List<String> phrase) {
    if (phrase.isEmpty()) {
      return true;
    }
    for (int start = next(text, 0); start < text.length(); ) {
      int end = end(text, start);
      if (isAt(text, start, end, phrase)) {
        return true;
      }
      start = next(text, end);
    }
    return false;
  }

  /** Whether the phrase's tokens are the one between the places and those that follow it. */
  private static boolean isAt(String text, int first, int firstEnd, List<String> phrase) {
    int start = first;
    int end = firstEnd;
    for (int i = 0; i < phrase.size(); i++) {
      if (i > 0) {
        start = next(text, end);
        end = end(text, start);
      }
      if (!is(text, start, end, phrase.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Millions of texts are asked for a frequent phrase: no string is made of ASCII. */
  private static boolean is(String text, int start, int end, String token) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        return text.substring(start, end).toLowerCase(Locale.ROOT).equals(token);
      }
      int lower = c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
      if (i - start >= token.length() || token.charAt(i - start) != lower) {
        return false;
      }
    }
    return end - start == token.length();
  }

  /** Where a token begins, at a place or behind it; the text's length when none does. */
  private static int next(String text, int from) {
    int at = from;
    while (at < text.length() && !isTokenCharacter(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** Where the token that begins there ends. */
  private static int end(String text, int start) {
    int at = start;
    while (at < text.length() && isTokenCharacter(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isTokenCharacter(char c) {
    if (c < 0x80) {
      return c >= 'a' && c <= 'z'
          || c >= '0' && c <= '9'
          || c >= 'A' && c <= 'Z'
          || c == '_'
          || c == '-';
    }
    return Character.isLetterOrDigit(c) || Character.isSurrogate(c);
  }
}
