package io.midwatch.ui.overview;

import io.midwatch.query.ingest.IngestStatusService;
import io.midwatch.query.ingest.SendersService;
import io.midwatch.query.overview.OverviewService;
import io.midwatch.ui.shell.Shell;
import io.midwatch.ui.shell.ViewParameters;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.ResponseBody;

/** {@code /}, {@code /overview.json} and {@code /overview.md}. */
@Controller
final class OverviewController {
  private final OverviewService overview;
  private final IngestStatusService ingest;
  private final SendersService senders;

  OverviewController(OverviewService overview, IngestStatusService ingest, SendersService senders) {
    this.overview = overview;
    this.ingest = ingest;
    this.senders = senders;
  }

  @GetMapping("/")
  String page(ViewParameters at, Model model) {
    model.addAttribute("page", OverviewPage.of(overview.overview(at.question())));
    model.addAttribute("markdown", at.link("/overview.md"));
    if (Connected.isNew(ingest.status(), at.now())) {
      model.addAttribute("connected", Connected.of(senders.senders(at.question()).rows()));
    }
    return "overview/overview";
  }

  @GetMapping("/overview.json")
  @ResponseBody
  OverviewPage json(ViewParameters at) {
    return OverviewPage.of(overview.overview(at.question()));
  }

  @GetMapping("/overview.md")
  ResponseEntity<String> markdown(ViewParameters at, @ModelAttribute("shell") Shell shell) {
    return OverviewMarkdown.of(OverviewPage.of(overview.overview(at.question())), shell).answer();
  }
}
