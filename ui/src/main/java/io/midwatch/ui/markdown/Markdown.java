package io.midwatch.ui.markdown;

import io.midwatch.ui.shell.Link;
import io.midwatch.ui.shell.Shell;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/**
 * A page as Markdown, line by line. What was sent cannot become markup: it is escaped in {@link
 * #text} and shut in by {@link #code}; control and bidirectional characters become spaces.
 *
 * <pre>
 * # Checkout is failing
 * 2026-11-17T02:17Z to 2026-11-17T03:17Z, all environments
 * - `read timed out` in `shop`: 38 failed (12.6 %)
 * </pre>
 */
public final class Markdown {
  private static final int LONGEST = 300;
  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{Cntrl}\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]+");
  private static final Pattern MARKUP = Pattern.compile("[\\\\`*_\\[\\]<>|#~]");

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

  /** Several lines as they are, at most as many as said. */
  public Markdown block(String sent, int most) {
    List<String> all = sent.lines().toList();
    line("```text");
    all.stream()
        .limit(most)
        .forEach(one -> line(UNSEEN.matcher(one.replace("```", "'''")).replaceAll(" ")));
    if (all.size() > most) {
      line("… " + (all.size() - most) + " more lines");
    }
    return line("```");
  }

  /** What was sent, as text. */
  public static String text(String sent) {
    return MARKUP.matcher(cut(sent)).replaceAll("\\\\$0");
  }

  /** What was sent, as code within a line; nothing gives a dash. */
  public static String code(String sent) {
    String shown = cut(sent).replace('`', '\'').strip();
    return shown.isEmpty() ? "—" : "`" + shown + "`";
  }

  private static String cut(String sent) {
    String shown = sent.length() > LONGEST ? sent.substring(0, LONGEST) + "…" : sent;
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
