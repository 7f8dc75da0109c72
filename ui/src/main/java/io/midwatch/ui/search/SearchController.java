package io.midwatch.ui.search;

import io.midwatch.ui.search.SearchPage.Entry;
import io.midwatch.ui.shell.Shell;
import io.midwatch.ui.shell.ViewParameters;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * Finds what has a page by its name or id. {@code /search.json} without a question is what the
 * palette reads when it opens and looks through in the browser.
 */
@Controller
final class SearchController {
  private static final String NOTHING = "";

  private final SearchEntries entries;

  SearchController(SearchEntries entries) {
    this.entries = entries;
  }

  @GetMapping("/search")
  String search(
      ViewParameters at,
      Model model,
      @ModelAttribute("shell") Shell shell,
      @RequestParam(defaultValue = NOTHING) String q) {
    model.addAttribute("page", found(at, shell, q));
    return "search/search";
  }

  @GetMapping("/search.json")
  @ResponseBody
  SearchPage searchJson(
      ViewParameters at,
      @ModelAttribute("shell") Shell shell,
      @RequestParam(defaultValue = NOTHING) String q) {
    return found(at, shell, q);
  }

  /** To the page of what is named so, to what was found when that is not one thing. */
  @GetMapping("/go")
  String go(
      ViewParameters at,
      @ModelAttribute("shell") Shell shell,
      @RequestParam(defaultValue = NOTHING) String q) {
    return "redirect:"
        + found(at, shell, q)
            .only()
            .map(Entry::url)
            .orElseGet(() -> at.link("/search").with("q", q.strip()).toString());
  }

  private SearchPage found(ViewParameters at, Shell shell, String q) {
    return SearchPage.of(q, entries.of(at, shell), at::link);
  }
}
