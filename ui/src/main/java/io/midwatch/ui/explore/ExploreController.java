package io.midwatch.ui.explore;

import io.midwatch.ui.shell.ViewParameters;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** {@code /explore}, its {@code .json} and {@code .csv}. */
@Controller
final class ExploreController {
  private final ExploreView view;

  ExploreController(ExploreView view) {
    this.view = view;
  }

  @GetMapping("/explore")
  String page(ViewParameters at, Model model, ExploreForm form) {
    model.addAttribute("page", view.page(at, form));
    return "explore/explore";
  }

  @GetMapping("/explore.json")
  @ResponseBody
  ExplorePage json(ViewParameters at, ExploreForm form) {
    return view.page(at, form);
  }

  @GetMapping("/explore.csv")
  ResponseEntity<String> csv(ViewParameters at, ExploreForm form) {
    return view.page(at, form).csv().answer();
  }
}
