package io.midwatch.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileHtmlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p><hostile-element></p>",
        "<p></hostile-element></p>",
        "<p title=\"a\" onhostile=\"1\">b</p>",
        "<p title=\"a\" onhostile='1'>b</p>",
        "<p title=\"a\" ONCLICK>b</p>",
        "<p title=\"<hostile-element>\">b</p>",
        "<p title=\"a\"\" x>b</p>",
        "<p style=\"color: red\">b</p>",
        "<script>alert(1)</script>",
        "<p>a < b</p>",
        "<p>a > b</p>",
        "<p>a <",
        "<p>-->a</p>",
        "<a href=\"javascript:alert(1)\">b</a>",
        "<a href=\"//evil.example\">b</a>",
        "<a href=\"/\\evil.example\">b</a>",
        "<p>exe.\u202Egpj</p>",
        "<p title=\"nul\u0000\">b</p>"
      })
  void seesWhatBecameMoreThanText(String html) {
    assertThat(new HostileHtml(html).faults()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!doctype html><p title=\"a &lt; b\">&lt;hostile-element onhostile=1&gt;</p>",
        "<!-- the <b> of a template --><a href=\"/logs?q=%3Ca\">a</a>",
        "<script src=\"/app.js\" defer></script><svg viewBox=\"0 0 1 1\"><rect width='1'/></svg>",
        "<input value=\"\u202E\">"
      })
  void leavesTextAndTemplatesAlone(String html) {
    assertThat(new HostileHtml(html).faults()).isEmpty();
  }
}
