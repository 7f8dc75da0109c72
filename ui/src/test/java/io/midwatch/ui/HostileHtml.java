package io.midwatch.ui;

import io.midwatch.ui.format.ShownText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/**
 * A page read more strictly than any browser does: outside tags there is no {@code <} and no {@code
 * >}, every tag is well-formed and has the elements and attributes of templates only.
 */
record HostileHtml(String html) {
  private static final Pattern COMMENT = Pattern.compile("<!--(?s:.*?)-->");
  private static final Pattern TAG =
      Pattern.compile(
          "<(?:!doctype html|/?([a-zA-Z][a-zA-Z0-9-]*)"
              + "((?:\\s++[a-zA-Z][-a-zA-Z0-9:]*+(?:=\"[^\"<>]*+\"|='[^'<>]*+')?+)*+)\\s*+/?)>",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern ATTRIBUTE =
      Pattern.compile("\\s([a-zA-Z][-a-zA-Z0-9:]*+)(?:=(?:\"([^\"]*+)\"|'([^']*+)'))?");

  private static final Pattern FOREIGN = Pattern.compile("on.*|style|srcdoc|th:.*|formaction");
  private static final Pattern ADDRESS = Pattern.compile("href|src|action|hx-get");
  private static final Pattern OWN_SERVER = Pattern.compile("(?s)(/(?![/\\\\])|#|\\?).*|");

  /** What a form gives back and a script copies is as it was sent. */
  private static final Pattern RAW = Pattern.compile("value|data-[a-z-]+");

  private static final int LONGEST_LINK = 6_000;

  /** What is not text and no part of a template either, each with what is around it. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    String read = COMMENT.matcher(html).replaceAll("");
    Matcher tag = TAG.matcher(read);
    int end = 0;
    String last = "";
    while (tag.find()) {
      text(last, read.substring(end, tag.start()), faults);
      last = element(tag);
      if (last.equals(HostileTelemetry.ELEMENT)) {
        faults.add("element " + tag.group());
      }
      attributes(tag).forEach((name, value) -> attribute(name, value, faults));
      end = tag.end();
    }
    text(last, read.substring(end), faults);
    return faults;
  }

  /** Where the links of the page lead, each once. */
  List<String> links() {
    List<String> links = new ArrayList<>();
    Matcher tag = TAG.matcher(html);
    while (tag.find()) {
      if (element(tag).equals("a") && attributes(tag).get("href") instanceof String link) {
        links.add(HtmlUtils.htmlUnescape(link));
      }
    }
    return links.stream().distinct().toList();
  }

  private static void text(String element, String text, List<String> faults) {
    if (element.equals("script") && !text.isBlank()) {
      faults.add("script " + around(text, 0));
    }
    for (String markup : List.of("<", ">")) {
      if (text.contains(markup)) {
        faults.add("markup " + around(text, text.indexOf(markup)));
      }
    }
    unseen(text, faults);
  }

  private static void attribute(String name, String value, List<String> faults) {
    if (FOREIGN.matcher(name).matches()) {
      faults.add("attribute " + name + "=" + around(value, 0));
    }
    if (ADDRESS.matcher(name).matches()
        && (!OWN_SERVER.matcher(value).matches() || value.length() > LONGEST_LINK)) {
      faults.add("address " + name + "=" + around(value, 0));
    }
    if (!RAW.matcher(name).matches()) {
      unseen(value, faults);
    }
  }

  private static void unseen(String text, List<String> faults) {
    if (ShownText.hides(text)) {
      faults.add("unseen character in " + around(text, 0));
    }
  }

  private static String element(Matcher tag) {
    return tag.group(1) == null ? "" : tag.group(1).toLowerCase(Locale.ROOT);
  }

  private static Map<String, String> attributes(Matcher tag) {
    Map<String, String> attributes = new LinkedHashMap<>();
    if (tag.group(2) == null || tag.group(2).isEmpty()) {
      return attributes;
    }
    Matcher attribute = ATTRIBUTE.matcher(tag.group(2));
    while (attribute.find()) {
      String quoted = attribute.group(2) == null ? attribute.group(3) : attribute.group(2);
      attributes.put(attribute.group(1).toLowerCase(Locale.ROOT), quoted == null ? "" : quoted);
    }
    return attributes;
  }

  /** A bit of the text beside a place in it. */
  private static String around(String text, int at) {
    return text.substring(Math.max(0, at - 80), Math.min(text.length(), at + 80));
  }
}
