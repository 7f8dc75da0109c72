package io.midwatch.query.logs;

import io.midwatch.model.MessageTemplate;

/**
 * The part of a query line that finds bodies of a template: an RE2 pattern in which any text may
 * stand for a value. It finds a few bodies of other templates too, those in which such a text is
 * more than values. Not thread-safe.
 *
 * <pre>
 * charging order * for *   →   /^charging order .+ for .+$/
 * </pre>
 */
final class PatternSearch {
  /** What a template has as one blank, which may be any run of them and of control characters. */
  private static final String BLANKS = "[\\s\\pC\\pZ]";

  private final String template;

  /** Whether bodies have other blanks than single spaces between words. */
  private boolean spaced;

  /** Whether bodies go on behind what the template was made of. */
  private boolean open;

  PatternSearch(String template) {
    this.template = template;
    this.open = template.length() >= MessageTemplate.MOST_KEPT - 1;
  }

  /** It has to find this body, too. */
  void also(String body) {
    open |= body.length() > MessageTemplate.MOST_READ;
    spaced = spaced || isSpaced(body);
  }

  private static boolean isSpaced(String body) {
    int end = Math.min(body.length(), MessageTemplate.MOST_READ);
    boolean space = true;
    for (int i = 0; i < end; i++) {
      char c = body.charAt(i);
      if (c == ' ' ? space : Character.isWhitespace(c) || Character.isISOControl(c)) {
        return true;
      }
      space = c == ' ';
    }
    return space && end > 0;
  }

  String part() {
    StringBuilder part = new StringBuilder(spaced ? "/(?s)^" + BLANKS + "*" : "/^");
    template.codePoints().forEach(c -> append(part, c));
    if (!open) {
      part.append(spaced ? BLANKS + "*$" : "$");
    }
    return part.append('/').toString();
  }

  private void append(StringBuilder part, int c) {
    if (c == MessageTemplate.VALUE) {
      part.append(".+");
    } else if (c == ' ') {
      part.append(spaced ? BLANKS + "+" : " ");
    } else if (c == '/') {
      part.append("\\x2f"); // a slash would end the pattern
    } else if (Character.isSurrogate((char) c) && Character.isBmpCodePoint(c)) {
      part.append('.'); // half a character, cut or sent so, is in no address
    } else if (c < 0x80 && !Character.isLetterOrDigit(c) && c != '_') {
      part.append('\\').append((char) c);
    } else {
      part.appendCodePoint(c);
    }
  }
}
