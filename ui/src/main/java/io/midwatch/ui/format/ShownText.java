package io.midwatch.ui.format;

/**
 * Text that was sent, as people may be shown it. Characters that are not seen themselves but move,
 * hide or break what is beside them become visible: control characters and those that turn the
 * direction of writing. Line ends and tabs stay. Pure.
 *
 * <pre>
 * "\u001b[31mred"     → "␛[31mred"
 * "gpj.\u202eexe"     → "gpj.�exe"
 * </pre>
 */
public final class ShownText {
  private static final char UNKNOWN = '\uFFFD';
  private static final int PICTURES = 0x2400;

  private ShownText() {}

  /** Character for character, so of the same length. */
  public static String visible(CharSequence sent) {
    int at = firstHidden(sent);
    if (at < 0) {
      return sent.toString();
    }
    StringBuilder shown = new StringBuilder(sent);
    for (; at < shown.length(); at++) {
      shown.setCharAt(at, visible(shown.charAt(at)));
    }
    return shown.toString();
  }

  /** Whether there is a character that must not be shown as it is. */
  public static boolean hides(CharSequence sent) {
    return firstHidden(sent) >= 0;
  }

  /** At most so many characters, visible; a text that is cut ends in an ellipsis. */
  public static String cut(String sent, int most) {
    return visible(sent.length() <= most ? sent : sent.substring(0, end(sent, most)) + "…");
  }

  /** Where to cut after at most so many characters: not within one that takes two. */
  public static int end(CharSequence sent, int most) {
    return most > 0 && Character.isHighSurrogate(sent.charAt(most - 1)) ? most - 1 : most;
  }

  private static int firstHidden(CharSequence sent) {
    for (int i = 0; i < sent.length(); i++) {
      char c = sent.charAt(i);
      if (visible(c) != c) {
        return i;
      }
    }
    return -1;
  }

  private static char visible(char c) {
    if (c >= ' ' && c < 0x7F || c == '\n' || c == '\t' || c == '\r') {
      return c;
    }
    if (c < ' ') {
      return (char) (PICTURES + c);
    }
    if (c == 0x7F) {
      return '\u2421';
    }
    return c < 0xA0 || turns(c) ? UNKNOWN : c;
  }

  /** Marks, embeddings, overrides and isolates of direction; separators; what is deprecated. */
  private static boolean turns(char c) {
    return c == '\u061C'
        || c == '\u180E'
        || c == '\u200E'
        || c == '\u200F'
        || c >= '\u2028' && c <= '\u202E'
        || c >= '\u2066' && c <= '\u206F'
        || c == '\uFEFF'
        || c >= '\uFFF9' && c <= '\uFFFB';
  }
}
