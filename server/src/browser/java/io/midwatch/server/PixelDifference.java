package io.midwatch.server;

import java.awt.image.BufferedImage;

/** How much two pictures differ, pixel by pixel. */
final class PixelDifference {
  /** A step of brightness of a colour that nobody sees: glyph edges differ by so much. */
  private static final int SEEN = 8;

  private PixelDifference() {}

  /** The share of pixels of which a colour differs by more than a step of 8; 1 for another size. */
  static double of(BufferedImage one, BufferedImage other) {
    if (one.getWidth() != other.getWidth() || one.getHeight() != other.getHeight()) {
      return 1;
    }
    long differ = 0;
    for (int y = 0; y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        differ += differ(one.getRGB(x, y), other.getRGB(x, y)) ? 1 : 0;
      }
    }
    return (double) differ / one.getWidth() / one.getHeight();
  }

  private static boolean differ(int one, int other) {
    for (int shift = 0; shift < 24; shift += 8) {
      if (Math.abs((one >> shift & 255) - (other >> shift & 255)) > SEEN) {
        return true;
      }
    }
    return false;
  }
}
