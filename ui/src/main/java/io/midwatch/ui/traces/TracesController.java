package io.midwatch.ui.traces;

import io.midwatch.ui.shell.ViewParameters;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** {@code /traces}, {@code /traces.json} and {@code /traces.csv}. */
@Controller
final class TracesController {
  private final TracesView view;

  TracesController(TracesView view) {
    this.view = view;
  }

  @GetMapping("/traces")
  String page(ViewParameters at, Model model, TracesForm form) {
    model.addAttribute("page", view.page(at, form));
    return "traces/traces";
  }

  @GetMapping("/traces.json")
  @ResponseBody
  TracesPage json(ViewParameters at, TracesForm form) {
    return view.page(at, form);
  }

  @GetMapping("/traces.csv")
  ResponseEntity<String> csv(ViewParameters at, TracesForm form) {
    return view.list(at, form).csv().answer();
  }
}
