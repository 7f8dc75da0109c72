package io.midwatch.ui.markdown;

import io.midwatch.ui.format.ShownText;
import io.midwatch.ui.shell.Link;
import io.midwatch.ui.shell.Shell;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/**
 * A page as Markdown, line by line. What was sent cannot become markup: it is escaped in {@link
 * #text} and shut in by {@link #code}; characters that are not seen become spaces, and an address
 * is no link.
 *
 * <pre>
 * # Checkout is failing
 * 2026-11-17T02:17Z to 2026-11-17T03:17Z, all environments
 * - `read timed out` in `shop`: 38 failed (12.6 %)
 * </pre>
 */
public final class Markdown {
  private static final int LONGEST = 300;
  private static final int LONGEST_LINE = 1_000;

  /** Also tags, which only programs read. */
  private static final Pattern UNSEEN =
      Pattern.compile(
          "[\\p{Cc}\\p{Cs}\\u061C\\u180E\\u200E\\u200F\\u2028-\\u202E\\u2066-\\u206F"
              + "\\uFEFF\\uFFF9-\\uFFFB\\x{E0000}-\\x{E007F}]+");

  private static final Pattern MARKUP =
      Pattern.compile("[\\\\`*_\\[\\]<>|#~&]|:(?=//)|(?<=(?i:www))\\.");

  private final StringBuilder lines = new StringBuilder();

  Markdown() {}

  /** Begins with a heading, where in time and place it is true, and a link with the same window. */
  public static Markdown of(Shell shell, String title, String path) {
    var window = shell.at().window().pinned();
    Link link = shell.at().link(path).in(window);
    String env = shell.at().env();
    String tenant = shell.at().tenant();
    return new Markdown()
        .line("# " + text(title))
        .line(
            window.from()
                + " to "
                + window.to()
                + ", "
                + (env == null ? "all environments" : "environment " + code(env))
                + (tenant == null ? "" : ", only tenant " + code(tenant)))
        .line("<" + shell.server().page() + link + ">")
        .line("");
  }

  /** A line of text that is already Markdown. */
  public Markdown line(String markdown) {
    lines.append(markdown).append('\n');
    return this;
  }

  /** An item of a list. */
  public Markdown item(String markdown) {
    return line("- " + markdown);
  }

  /** The words over what follows. */
  public Markdown section(String title) {
    return line("").line("**" + text(title) + "**").line("");
  }

  /** Several lines as they are but for their length, at most as many as said. */
  public Markdown block(String sent, int most) {
    List<String> all = sent.lines().toList();
    line("```text");
    all.stream().limit(most).forEach(one -> line(seen(one, LONGEST_LINE).replace("```", "'''")));
    if (all.size() > most) {
      line("… " + (all.size() - most) + " more lines");
    }
    return line("```");
  }

  /** What was sent, as text. */
  public static String text(String sent) {
    return MARKUP.matcher(seen(sent, LONGEST)).replaceAll("\\\\$0");
  }

  /** What was sent, as code within a line; nothing gives a dash. */
  public static String code(String sent) {
    String shown = seen(sent, LONGEST).replace('`', '\'').strip();
    return shown.isEmpty() ? "—" : "`" + shown + "`";
  }

  /** At most so many characters. */
  private static String seen(String sent, int most) {
    boolean whole = sent.length() <= most;
    String shown = whole ? sent : sent.substring(0, ShownText.end(sent, most)) + "…";
    return UNSEEN.matcher(shown).replaceAll(" ");
  }

  /** The answer of a controller. */
  public ResponseEntity<String> answer() {
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_TYPE, "text/markdown;charset=UTF-8")
        .body(toString());
  }

  @Override
  public String toString() {
    return lines.toString();
  }
}
