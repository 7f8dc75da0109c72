package io.midwatch.ui.trace;

import io.midwatch.ui.shell.Shell;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * {@code /traces/{id}}, its {@code .json} and {@code .md}; for the script of the page also every
 * span in columns and what is known of one.
 */
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
    answer.addObject("script", "trace");
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

  @GetMapping("/traces/{id:[0-9a-zA-Z_-]+}.md")
  ResponseEntity<String> markdown(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String span,
      @ModelAttribute("shell") Shell shell) {
    return view.page(id, span, false)
        .map(page -> TraceMarkdown.of(page, shell).answer())
        .orElseGet(() -> ResponseEntity.notFound().build());
  }

  @GetMapping("/traces/{id:[0-9a-zA-Z_-]+}/columns.json")
  ResponseEntity<TraceColumns> columns(@PathVariable String id) {
    return ResponseEntity.of(view.columns(id));
  }

  /** The panel of one span; 409 when the trace has changed since its columns were read. */
  @GetMapping("/traces/{id:[0-9a-zA-Z_-]+}/spans/{at:[0-9]+}")
  ModelAndView span(@PathVariable String id, @PathVariable int at, @RequestParam int of) {
    ModelAndView answer = new ModelAndView("trace/span :: panel(s=${span}, trace=${id})");
    Optional<SpanDetail> span = view.span(id, at, of);
    if (span.isEmpty()) {
      answer.setViewName("trace/unknown :: #content");
      answer.setStatus(HttpStatus.CONFLICT);
    }
    span.ifPresent(found -> answer.addObject("span", found));
    answer.addObject("id", id);
    return answer;
  }
}
