package io.midwatch.ui.errors;

import static io.midwatch.ui.markdown.Markdown.code;
import static io.midwatch.ui.markdown.Markdown.text;

import io.midwatch.query.errors.ErrorPart;
import io.midwatch.query.errors.ErrorRow;
import io.midwatch.ui.format.Format;
import io.midwatch.ui.markdown.Markdown;
import io.midwatch.ui.shell.Shell;
import java.util.List;
import java.util.stream.Collectors;

/** {@code /errors/{id}.md}: how often, where, who, in which versions, and the stack trace. */
final class ErrorMarkdown {
  private static final int PARTS = 3;
  private static final int STACK = 20;
  private static final Format FORMAT = new Format();

  private ErrorMarkdown() {}

  static Markdown of(ErrorPage page, String id, Shell shell) {
    ErrorRow figures = page.figures();
    Markdown lines = Markdown.of(shell, page.title(), "/errors/" + id);
    lines.line(text(page.mark().word() + ". " + page.sentence())).line("");
    lines.item("Place: " + code(figures.place()));
    lines.item("How often: " + page.perMinute() + ", " + page.trendWord());
    lines.item("Where: " + parts(page.entry().parts().endpoints(), "not known"));
    lines.item(
        "Who: "
            + (figures.tenants() == 0
                ? "no tenant named"
                : FORMAT.counted(figures.tenants(), "tenant", "tenants"))
            + ", "
            + (figures.users() == 0
                ? "no user named"
                : FORMAT.counted(figures.users(), "user", "users"))
            + "; "
            + parts(page.entry().parts().tenants(), "none named"));
    lines.item("Versions: " + parts(page.entry().parts().versions(), "not sent"));
    page.entry().samples().stream()
        .limit(1)
        .forEach(sample ->
            lines.item(
                "Trace: <"
                    + shell.server().page()
                    + shell.at().link("/traces/" + sample.traceId().hex())
                    + ">"));
    if (page.stackTrace() != null) {
      lines.section("Stack trace").block(page.stackTrace(), STACK);
    }
    return lines;
  }

  private static String parts(List<ErrorPart> parts, String unknown) {
    String named =
        parts.stream()
            .limit(PARTS)
            .map(part ->
                (part.name().isEmpty() ? unknown : code(part.name()))
                    + " "
                    + FORMAT.count(part.count()))
            .collect(Collectors.joining(", "));
    return named.isEmpty() ? unknown : named;
  }
}
