package io.midwatch.ui.logs;

import io.midwatch.ui.shell.FormText;
import io.midwatch.ui.shell.ViewParameters;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** {@code /logs}, {@code /logs.json} and {@code /logs.csv}. */
@Controller
final class LogsController {
  private final LogsView view;

  LogsController(LogsView view) {
    this.view = view;
  }

  @GetMapping("/logs")
  String page(ViewParameters at, Model model, LogsForm form) {
    model.addAttribute("page", view.page(at, form, LogsView.LINES_SHOWN));
    return "logs/logs";
  }

  @GetMapping("/logs.json")
  @ResponseBody
  LogsPage json(ViewParameters at, LogsForm form) {
    return view.page(at, form, LogsView.LINES_OF_A_FILE);
  }

  @GetMapping("/logs.csv")
  ResponseEntity<String> csv(ViewParameters at, LogsForm form) {
    return view.page(at, form, LogsView.LINES_OF_A_FILE).csv().answer();
  }

  /** What the same sender logged around a line, whatever was searched for. */
  @GetMapping("/logs/context")
  String context(
      Model model,
      @RequestParam long at,
      @RequestParam String service,
      @RequestParam(required = false) @Nullable String instance) {
    model.addAttribute("page", view.context(at, service, FormText.orNull(instance)));
    return "logs/context";
  }

  @GetMapping("/logs/context.json")
  @ResponseBody
  LogContextPage contextJson(
      @RequestParam long at,
      @RequestParam String service,
      @RequestParam(required = false) @Nullable String instance) {
    return view.context(at, service, FormText.orNull(instance));
  }
}
