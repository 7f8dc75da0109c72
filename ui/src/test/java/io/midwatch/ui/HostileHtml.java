package io.midwatch.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.ui.format.ShownText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/**
 * A page read more strictly than any browser does: outside tags there is no {@code <} and no {@code
 * >}, every tag is well-formed and has the elements and attributes of templates only.
 */
record HostileHtml(String path, String html) {
  private static final Pattern TAG =
      Pattern.compile(
          "<(!doctype"
              + " html|/?[a-zA-Z][a-zA-Z0-9]*(?:\\s+[a-zA-Z][-a-zA-Z0-9:]*(?:=\"[^\"<>]*\"|='[^'<>]*')?)*\\s*/?)>");
  private static final Pattern ATTRIBUTE =
      Pattern.compile("\\s([a-zA-Z][-a-zA-Z0-9:]*)(?:=(?:\"([^\"]*)\"|'([^']*)'))?");

  /** What a form gives back and a script copies is as it was sent. */
  private static final Pattern RAW = Pattern.compile("\\s(value|data-[a-z-]+)=\"[^\"]*\"");

  /** Fails when anything but text was made of what was sent. */
  void requireOnlyText() {
    Matcher tag = TAG.matcher(html);
    StringBuilder text = new StringBuilder();
    int end = 0;
    String last = "";
    while (tag.find()) {
      String between = html.substring(end, tag.start());
      assertThat(last.equals("script") && !between.isBlank()).as("script in %s", path).isFalse();
      text.append(between);
      last = element(tag.group(1));
      requireOwn(tag.group(1));
      end = tag.end();
    }
    text.append(html.substring(end));
    String read = text.toString().replaceAll("<!--(?s).*?-->", "");
    assertThat(around(read, read.indexOf('<')) + around(read, read.indexOf('>')))
        .as("text of %s", path)
        .isEmpty();
    String shown = RAW.matcher(html).replaceAll("");
    int unseen = Arrays.mismatch(shown.toCharArray(), ShownText.visible(shown).toCharArray());
    assertThat(around(shown, unseen)).as("unseen character in %s", path).isEmpty();
  }

  /** Where the links of the page lead, of this server only. */
  List<String> links() {
    List<String> links = new ArrayList<>();
    Matcher tag = TAG.matcher(html);
    while (tag.find()) {
      Matcher attribute = ATTRIBUTE.matcher(tag.group(1));
      while (attribute.find()) {
        if (attribute.group(1).equals("href") && element(tag.group(1)).equals("a")) {
          links.add(HtmlUtils.htmlUnescape(attribute.group(2)));
        }
      }
    }
    return links;
  }

  private void requireOwn(String tag) {
    assertThat(element(tag)).as(path).isNotEqualTo(HostileTelemetry.ELEMENT);
    assertThat(tag).as(path).doesNotContainIgnoringCase("<" + HostileTelemetry.ELEMENT);
    Matcher attribute = ATTRIBUTE.matcher(tag);
    while (attribute.find()) {
      String name = attribute.group(1).toLowerCase(Locale.ROOT);
      assertThat(name).as("attribute in %s: %s", path, tag).doesNotMatch("on.*|style|srcdoc|th:.*");
      if (name.matches("href|src|action|hx-get|formaction")) {
        assertThat(attribute.group(2))
            .as("%s in %s", name, path)
            .matches("(?s)(/(?![/\\\\])|#|\\?).*|");
        assertThat(attribute.group(2)).hasSizeLessThan(6_001);
      }
    }
  }

  private static String element(String tag) {
    return tag.replaceAll("(?s)[\\s/].*", "").toLowerCase(Locale.ROOT);
  }

  /** A bit of the text beside a character that must not be there, empty when it is not. */
  private static String around(String text, int at) {
    return at < 0 ? "" : text.substring(Math.max(0, at - 80), Math.min(text.length(), at + 80));
  }
}
