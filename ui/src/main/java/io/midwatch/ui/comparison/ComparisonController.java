package io.midwatch.ui.comparison;

import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * {@code /traces/compare?a=…&b=…}, its {@code .json} and {@code .csv}; without {@code b} with a
 * usual trace.
 */
@Controller
final class ComparisonController {
  private final ComparisonView view;

  ComparisonController(ComparisonView view) {
    this.view = view;
  }

  @GetMapping("/traces/compare")
  ModelAndView page(@RequestParam String a, @RequestParam(defaultValue = "") String b) {
    Optional<ComparisonPage> page = view.page(a, b);
    ModelAndView answer =
        new ModelAndView(page.isPresent() ? "comparison/comparison" : "trace/unknown");
    answer.addObject("id", a);
    page.ifPresent(found -> answer.addObject("page", found));
    if (page.isEmpty()) {
      answer.setStatus(HttpStatus.NOT_FOUND);
    }
    return answer;
  }

  @GetMapping("/traces/compare.json")
  ResponseEntity<ComparisonPage> json(
      @RequestParam String a, @RequestParam(defaultValue = "") String b) {
    return ResponseEntity.of(view.page(a, b));
  }

  @GetMapping("/traces/compare.csv")
  ResponseEntity<String> csv(@RequestParam String a, @RequestParam(defaultValue = "") String b) {
    return view.whole(a, b)
        .map(page -> ComparisonCsv.of(page.rows()).answer())
        .orElse(ResponseEntity.notFound().build());
  }
}
