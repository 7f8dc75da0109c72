package io.midwatch.ui.overview;

import io.midwatch.query.overview.OverviewService;
import io.midwatch.ui.shell.ViewParameters;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** {@code /} and {@code /overview.json}. */
@Controller
final class OverviewController {
  private final OverviewService overview;

  OverviewController(OverviewService overview) {
    this.overview = overview;
  }

  @GetMapping("/")
  String page(ViewParameters at, Model model) {
    model.addAttribute("page", OverviewPage.of(overview.overview(at.question())));
    return "overview/overview";
  }

  @GetMapping("/overview.json")
  @ResponseBody
  OverviewPage json(ViewParameters at) {
    return OverviewPage.of(overview.overview(at.question()));
  }
}
