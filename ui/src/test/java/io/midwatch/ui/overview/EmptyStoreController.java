package io.midwatch.ui.overview;

import io.midwatch.query.overview.OverviewService;
import io.midwatch.ui.TestStore;
import io.midwatch.ui.shell.ViewParameters;
import java.time.InstantSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The Overview over a store that never received anything, for tests. */
@Controller
class EmptyStoreController {
  private final OverviewService overview;

  EmptyStoreController(InstantSource clock) {
    overview = TestStore.empty(clock).overview();
  }

  @GetMapping("/emptytest")
  String page(ViewParameters at, Model model) {
    model.addAttribute("page", OverviewPage.of(overview.overview(at.question())));
    model.asMap().remove("complete");
    return "overview/overview";
  }
}
