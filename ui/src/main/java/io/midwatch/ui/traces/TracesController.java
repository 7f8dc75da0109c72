package io.midwatch.ui.traces;

import io.midwatch.ui.shell.ViewParameters;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** {@code /traces} and {@code /traces.json}. */
@Controller
final class TracesController {
  private final TracesView view;

  TracesController(TracesView view) {
    this.view = view;
  }

  @GetMapping("/traces")
  String page(ViewParameters at, Model model, HttpServletRequest request) {
    model.addAttribute("page", view.page(at, form(request)));
    return "traces/traces";
  }

  @GetMapping("/traces.json")
  @ResponseBody
  TracesPage json(ViewParameters at, HttpServletRequest request) {
    return view.page(at, form(request));
  }

  private static TracesForm form(HttpServletRequest request) {
    return new TracesForm(
        request.getParameter("q"),
        request.getParameter("service"),
        request.getParameter("endpoint"),
        request.getParameter("failed"),
        request.getParameter("min"),
        request.getParameter("max"),
        request.getParameter("after"));
  }
}
