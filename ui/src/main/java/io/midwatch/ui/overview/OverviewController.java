package io.midwatch.ui.overview;

import io.midwatch.query.ingest.IngestStatusService;
import io.midwatch.query.ingest.SendersService;
import io.midwatch.query.overview.Overview;
import io.midwatch.query.overview.OverviewPart;
import io.midwatch.query.overview.OverviewService;
import io.midwatch.query.window.Window;
import io.midwatch.ui.deploys.ChangesView;
import io.midwatch.ui.shell.Shell;
import io.midwatch.ui.shell.ViewParameters;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.ResponseBody;

/** {@code /}, {@code /overview.json}, {@code /overview.csv} and {@code /overview.md}. */
@Controller
final class OverviewController {
  private final OverviewService overview;
  private final IngestStatusService ingest;
  private final SendersService senders;
  private final ChangesView changes;

  OverviewController(
      OverviewService overview,
      IngestStatusService ingest,
      SendersService senders,
      ChangesView changes) {
    this.overview = overview;
    this.ingest = ingest;
    this.senders = senders;
    this.changes = changes;
  }

  @GetMapping("/")
  String page(ViewParameters at, Model model) {
    model.addAttribute("page", read(at));
    model.addAttribute("markdown", at.link("/overview.md"));
    if (Connected.isNew(ingest.status(), at.now())) {
      model.addAttribute("connected", Connected.of(senders.senders(at.question()).rows()));
    }
    return "overview/overview";
  }

  @GetMapping("/overview.json")
  @ResponseBody
  OverviewPage json(ViewParameters at) {
    return read(at);
  }

  @GetMapping("/overview.csv")
  ResponseEntity<String> csv(ViewParameters at) {
    Overview read = overview.overview(at.question());
    String unread = read.unread().get(OverviewPart.FAILING);
    return unread == null
        ? OverviewCsv.of(read.window(), read.failing()).answer()
        : ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
            .contentType(MediaType.TEXT_PLAIN)
            .body("What fails could not be read.");
  }

  @GetMapping("/overview.md")
  ResponseEntity<String> markdown(ViewParameters at, @ModelAttribute("shell") Shell shell) {
    return OverviewMarkdown.of(read(at), shell).answer();
  }

  private OverviewPage read(ViewParameters at) {
    Window window = at.question();
    return OverviewPage.of(overview.overview(window), changes.of(window));
  }
}
