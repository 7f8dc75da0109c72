package io.midwatch.ui.overview;

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

  OverviewController(OverviewService overview) {
    this.overview = overview;
  }

  @GetMapping("/")
  String page(ViewParameters at, Model model) {
    model.addAttribute("page", OverviewPage.of(overview.overview(at.question())));
    model.addAttribute("markdown", at.link("/overview.md"));
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
