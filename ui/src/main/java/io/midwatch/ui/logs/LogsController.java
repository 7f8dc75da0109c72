package io.midwatch.ui.logs;

import io.midwatch.ui.shell.ViewParameters;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
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
    model.addAttribute("page", view.page(at, form));
    return "logs/logs";
  }

  @GetMapping("/logs.json")
  @ResponseBody
  LogsPage json(ViewParameters at, LogsForm form) {
    return view.page(at, form);
  }

  @GetMapping("/logs.csv")
  ResponseEntity<String> csv(ViewParameters at, LogsForm form) {
    return view.page(at, form).csv().answer();
  }
}
