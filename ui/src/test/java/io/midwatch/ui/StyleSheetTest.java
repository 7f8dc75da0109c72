package io.midwatch.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The colours are readable: WCAG 2.2 contrast of every pair in use, computed from the style sheet
 * itself.
 */
class StyleSheetTest {
  private static final Path SHEET = Path.of("src/main/resources/static/app.css");
  private static final Pattern TOKEN =
      Pattern.compile("--([a-z0-9-]+): light-dark\\(#([0-9A-F]{6}), #([0-9A-F]{6})\\);");

  @ParameterizedTest(name = "{0} on {1} ≥ {2}")
  @CsvSource({
    "text,bg,7",
    "text,surface,7",
    "text,row-selected,7",
    "text,row-hover,7",
    "text,raised,7",
    "text,warn-bg,7",
    "text,crit-bg,7",
    "text,sunken,7",
    "text-2,bg,4.5",
    "text-2,surface,4.5",
    "text-2,sunken,4.5",
    "text-2,tag-bg,4.5",
    "text-2,count-bg,4.5",
    "text-2,raised,4.5",
    "text-2,nav-hover,4.5",
    "text-2,warn-bg,4.5",
    "text-2,crit-bg,4.5",
    "text-3,bg,4.5",
    "text-3,surface,4.5",
    "text-3,raised,4.5",
    "text-3,sunken,4.5",
    "text-3,row-hover,4.5",
    "text-3,row-selected,4.5",
    "link,bg,4.5",
    "link,surface,4.5",
    "link,crit-bg,4.5",
    "on-link,link,4.5",
    "crit,surface,4.5",
    "crit,crit-bg,4.5",
    "crit,row-hover,4.5",
    "on-crit-fill,crit-fill,4.5",
    "warn,surface,4.5",
    "warn,warn-bg,4.5",
    "warn,row-hover,4.5",
    "ok,surface,4.5",
    "ok,row-hover,4.5",
    "info,info-bg,4.5",
    "deploy,surface,4.5",
    "focus,bg,3",
    "focus,surface,3",
    "ctl,surface,3",
    "ctl,raised,3",
    "crit-fill,surface,3",
    "ok-fill,surface,3",
    "glyph,crit-fill,3",
    "glyph-on-warn,warn-fill,3",
    "mute,surface,3",
    "ghost,surface,3",
    "s1,surface,3",
    "s2,surface,3",
    "s3,surface,3",
    "s4,surface,3",
    "s5,surface,3",
    "warn-fill,surface,2.1"
  })
  void pairIsReadableInBothThemes(String foreground, String background, double least)
      throws IOException {
    Map<String, int[]> tokens = tokens();
    for (int theme = 0; theme < 2; theme++) {
      double contrast =
          contrast(colour(tokens, foreground)[theme], colour(tokens, background)[theme]);
      assertThat(contrast).as(theme == 0 ? "light" : "dark").isGreaterThanOrEqualTo(least);
    }
  }

  @Test
  void coloursAreTokensOnly() throws IOException {
    String rules = Files.readString(SHEET).replaceAll("(?m)^  --.*$", "");
    assertThat(rules).doesNotContainPattern("#[0-9a-fA-F]{3,8}\\b");
    Matcher used = Pattern.compile("var\\(--([a-z0-9-]+)\\)").matcher(rules);
    String sheet = Files.readString(SHEET);
    while (used.find()) {
      assertThat(sheet).contains("--" + used.group(1) + ":");
    }
  }

  @Test
  void stylesAndScriptsStaySmall() throws IOException {
    assertThat(zipped(SHEET)).isLessThan(12 * 1024);
    assertThat(zipped(Path.of("src/main/resources/static/app.js"))).isLessThan(8 * 1024);
    assertThat(zipped(Path.of("src/main/resources/static/trace.js"))).isLessThan(13 * 512);
  }

  @Test
  void contrastOfBlackOnWhiteIs21() {
    assertThat(contrast(0, 0xFFFFFF)).isEqualTo(21.0);
  }

  private static Map<String, int[]> tokens() throws IOException {
    Map<String, int[]> tokens = new LinkedHashMap<>();
    Matcher token = TOKEN.matcher(Files.readString(SHEET));
    while (token.find()) {
      tokens.put(
          token.group(1),
          new int[] {Integer.parseInt(token.group(2), 16), Integer.parseInt(token.group(3), 16)});
    }
    return tokens;
  }

  private static int[] colour(Map<String, int[]> tokens, String name) {
    return Objects.requireNonNull(tokens.get(name), name);
  }

  private static double contrast(int first, int second) {
    double one = luminance(first);
    double two = luminance(second);
    return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
  }

  private static double luminance(int rgb) {
    return 0.2126 * linear(rgb >> 16 & 255)
        + 0.7152 * linear(rgb >> 8 & 255)
        + 0.0722 * linear(rgb & 255);
  }

  private static double linear(int channel) {
    double share = channel / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }

  private static int zipped(Path file) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(Files.readAllBytes(file));
    }
    return out.size();
  }
}
