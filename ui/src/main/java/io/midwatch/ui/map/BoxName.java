package io.midwatch.ui.map;

/** Cuts a name where it would reach out of its box, by how wide its letters are drawn. */
final class BoxName {
  private static final String ELLIPSIS = "…";

  private BoxName() {}

  /** The name, or as much of its beginning as has room with an ellipsis behind it. */
  static String of(String name, int pixels) {
    double room = pixels - pixels(ELLIPSIS.codePointAt(0));
    double width = 0;
    int fits = 0;
    for (int i = 0; i < name.length(); i += Character.charCount(name.codePointAt(i))) {
      width += pixels(name.codePointAt(i));
      if (width > pixels) {
        return name.substring(0, fits) + ELLIPSIS;
      }
      if (width <= room) {
        fits = i + Character.charCount(name.codePointAt(i));
      }
    }
    return name;
  }

  /** About as wide as the vendored font draws it, half bold and 12 px high. */
  private static double pixels(int letter) {
    if ("ijlI.,:;'|!".indexOf(letter) >= 0) {
      return 3.5;
    }
    if ("frt-/()[] ".indexOf(letter) >= 0) {
      return 4.8;
    }
    if ("mwMW@%…".indexOf(letter) >= 0 || letter >= 0x2E80) {
      return letter >= 0x2E80 ? 12.5 : 10.8;
    }
    return Character.isUpperCase(letter) || Character.isDigit(letter) ? 8.2 : 7.1;
  }
}
