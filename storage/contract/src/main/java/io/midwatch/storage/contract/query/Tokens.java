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
    return java.util.Collections.indexOfSubList(of(text), phrase) >= 0;
  }

  private static boolean isTokenCharacter(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || Character.isSurrogate(c);
  }
}
