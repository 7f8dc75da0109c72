package io.midwatch.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the content security policy would block, what would let telemetry be evaluated, and a
 * condition that would not be asked, is in no template.
 */
class TemplateRulesTest {
  private static final Path TEMPLATES = Path.of("src/main/resources/templates");
  private static final List<Pattern> FORBIDDEN =
      Stream.of(
              "\\sstyle\\s*=",
              "th:style",
              "th:styleappend",
              "\\son[a-z]+\\s*=",
              "th:on[a-z]+",
              "hx-on",
              "hx-vars",
              "<script(?![^>]*\\bth:src=)",
              "<style",
              "javascript:",
              "th:utext",
              "\\[\\(",
              "__\\$\\{",
              "th:inline",
              // A fragment is put in before a condition beside it is asked, so it would always
              // show.
              "\\sth:(?:if|unless|each)=(?:\"[^\"]*\"|[^<>\"])*\\sth:(?:replace|insert)=",
              "\\sth:(?:replace|insert)=(?:\"[^\"]*\"|[^<>\"])*\\sth:(?:if|unless|each)=",
              "https?://(?!www\\.thymeleaf\\.org)(?!127\\.0\\.0\\.1)")
          .map(rule -> Pattern.compile(rule, Pattern.CASE_INSENSITIVE))
          .toList();

  @Test
  void templatesHoldNothingThatThePolicyBlocksOrThatEvaluatesText() throws IOException {
    List<Path> templates = templates();
    assertThat(templates).hasSizeGreaterThan(5);
    for (Path template : templates) {
      String text = Files.readString(template);
      for (Pattern rule : FORBIDDEN) {
        assertThat(rule.matcher(text).find()).as("%s has %s", template, rule).isFalse();
      }
    }
  }

  @Test
  void rulesFindWhatTheyForbid() {
    for (String bad :
        List.of(
            "<p style=\"x\">",
            "<a onclick=\"x\">",
            "<script>x</script>",
            "<p th:utext=\"${x}\">",
            "[(${x})]",
            "${__${x}__}",
            "<p th:if=\"${a > b}\" class=\"c\" th:replace=\"~{d :: e}\">",
            "<p th:replace=\"~{d :: e}\" th:each=\"f : ${g}\">",
            "<img src=\"http://elsewhere/x\">")) {
      assertThat(FORBIDDEN).as(bad).anyMatch(rule -> rule.matcher(bad).find());
    }
  }

  private static List<Path> templates() throws IOException {
    try (Stream<Path> files = Files.walk(TEMPLATES)) {
      return files.filter(file -> file.toString().endsWith(".html")).toList();
    }
  }
}
