package io.midwatch.ui.trace;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** {@code /traces/{id}} and {@code /traces/{id}.json}. */
@Controller
final class TraceController {
  private final TraceView view;

  TraceController(TraceView view) {
    this.view = view;
  }

  @GetMapping("/traces/{id:[0-9a-zA-Z_-]+}")
  ModelAndView page(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String span,
      @RequestParam(required = false) @Nullable String all) {
    Optional<TracePage> page = view.page(id, span, all != null);
    ModelAndView answer = new ModelAndView(page.isPresent() ? "trace/trace" : "trace/unknown");
    answer.addObject("id", id);
    page.ifPresent(found -> answer.addObject("page", found));
    if (page.isEmpty()) {
      answer.setStatus(HttpStatus.NOT_FOUND);
    }
    return answer;
  }

  @GetMapping("/traces/{id:[0-9a-zA-Z_-]+}.json")
  ResponseEntity<TracePage> json(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String span,
      @RequestParam(required = false) @Nullable String all) {
    return ResponseEntity.of(view.page(id, span, all != null));
  }
}
