package io.midwatch.server;

import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Page;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * What is left of status marks without their hue: of each kind the pixels that are lighter or
 * darker than what is around it.
 *
 * <pre>
 * crit → failing, 2,310 of 4,096 pixels      warn → some fail, 1,980 of 4,096 pixels
 * </pre>
 */
record MarkShapes(Map<String, Shape> kinds) {
  /** Of 255 steps of brightness. */
  private static final int SEEN = 24;

  private static final String LARGE = ".st svg { width: 64px !important; height: 64px !important }";

  /** A kind's word and its pixels that stand out. */
  record Shape(String word, int pixels, BitSet dark) {
    double share() {
      return (double) dark.cardinality() / pixels;
    }

    /** The share of pixels that only one of the two has. */
    double differenceTo(Shape other) {
      BitSet either = (BitSet) dark.clone();
      either.xor(other.dark);
      return (double) either.cardinality() / pixels;
    }
  }

  /** The marks a page shows, each kind once, drawn large enough to be told from its edges. */
  static MarkShapes of(Page page) {
    page.addStyleTag(new Page.AddStyleTagOptions().setContent(LARGE));
    Map<String, Shape> kinds = new LinkedHashMap<>();
    for (ElementHandle mark : page.querySelectorAll("main .st:has(svg)")) {
      String kind = mark.getAttribute("class").replace("st ", "").strip();
      if (!kinds.containsKey(kind) && mark.isVisible()) {
        ElementHandle drawing = mark.querySelector("svg");
        kinds.put(kind, shape(mark.innerText().strip(), drawing.screenshot()));
      }
    }
    return new MarkShapes(kinds);
  }

  /** These and the other kinds of another page. */
  MarkShapes and(MarkShapes more) {
    Map<String, Shape> both = new LinkedHashMap<>(more.kinds);
    both.putAll(kinds);
    return new MarkShapes(both);
  }

  private static Shape shape(String word, byte[] png) {
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
      int around = brightness(image.getRGB(0, 0));
      BitSet dark = new BitSet();
      for (int i = 0; i < 64 * 64; i++) {
        int x = Math.min(i % 64, image.getWidth() - 1);
        int y = Math.min(i / 64, image.getHeight() - 1);
        dark.set(i, Math.abs(brightness(image.getRGB(x, y)) - around) > SEEN);
      }
      return new Shape(word, 64 * 64, dark);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int brightness(int rgb) {
    return ((rgb >> 16 & 255) * 299 + (rgb >> 8 & 255) * 587 + (rgb & 255) * 114) / 1000;
  }
}
