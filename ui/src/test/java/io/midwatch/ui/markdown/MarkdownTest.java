package io.midwatch.ui.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.ui.PageTest;
import io.midwatch.ui.Pages;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

@PageTest
class MarkdownTest {
  private static final String TRACE = "/traces/000000000000000100000000000003e8";

  @Autowired MockMvc mvc;

  @Test
  void whatWasSentCannotBecomeMarkup() {
    assertThat(Markdown.text("<b> [x](y) `a` *b* a_b # |"))
        .isEqualTo("\\<b\\> \\[x\\](y) \\`a\\` \\*b\\* a\\_b \\# \\|");
    assertThat(Markdown.code("a `b`\n\u202Ec")).isEqualTo("`a 'b' c`");
    assertThat(Markdown.code(" ")).isEqualTo("—");
    assertThat(new Markdown().block("one\n```\nthree\nfour", 3).toString())
        .isEqualTo("```text\none\n'''\nthree\n… 1 more lines\n```\n");
  }

  @Test
  void whatIsNotSeenIsLeftOutAndAnAddressIsNoLink() {
    assertThat(Markdown.text("a\u0085b\u009B31m\u2028# c\u061Cd\uDB40\uDC41e\uD800"))
        .isEqualTo("a b 31m \\# c d e ");
    assertThat(Markdown.text("see https://evil.example or WWW.evil.example &lt;b"))
        .isEqualTo("see https\\://evil.example or WWW\\.evil.example \\&lt;b");
  }

  @Test
  void aTextOfAnyLengthIsCut() {
    String megabyte = "\uD83D\uDE00x".repeat(1 << 19);

    assertThat(Markdown.text(megabyte)).hasSizeLessThanOrEqualTo(301).endsWith("…");
    assertThat(Markdown.code("x" + megabyte)).doesNotContain("\uD83D…");
    assertThat(new Markdown().block(megabyte, 5).toString()).hasSizeLessThan(1_100);
  }

  @Test
  void overviewSaysWhatFailsWithAnAbsoluteWindow() throws Exception {
    String text = new Pages(mvc).html("/overview.md").replace('\u00A0', ' ');

    assertThat(text)
        .startsWith("# POST /v1/checkout and 1 other endpoint are failing and getting worse.")
        .contains("2026-11-17T02:17", "from=2026-11-17T02:17", "all environments")
        .contains("in `shop` `POST /v1/checkout`: 38 failed (12.6 %", "5 tenants, 37 users")
        .contains("- Requests: ");
    assertThat(new Pages(mvc).html("/")).contains("href=\"/overview.md\"");
  }

  @Test
  void traceSaysWhereTimeWentAndWhatWasLogged() throws Exception {
    String text = new Pages(mvc).html(TRACE + ".md").replace('\u00A0', ' ');

    assertThat(text)
        .startsWith("# POST /v1/checkout, 5.06 s")
        .contains("**The failing span**", "`POST /charges` of `payments`", "`Read timed out`")
        .contains("`SELECT order_line` of `shop` × 12", "card processor did not answer");
  }

  @Test
  void errorSaysHowOftenWhereAndWho() throws Exception {
    Pages pages = new Pages(mvc);
    String id = pages.json("/errors.json").get("rows").get(0).get("figures").get("id").asString();

    String text = pages.html("/errors/" + id + ".md").replace('\u00A0', ' ');

    assertThat(text)
        .contains("It struck", "Where: `", "Who: ", "Versions: ", "/errors/" + id)
        .contains("`<img src=x onerror=alert(1)>`");
    assertThat(pages.html("/errors/" + id)).contains("as Markdown</span>");
  }
}
