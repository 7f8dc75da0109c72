package io.midwatch.ui.logs;

import io.midwatch.ui.shell.ViewParameters;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** {@code /logs} and {@code /logs.json}. */
@Controller
final class LogsController {
  private final LogsView view;

  LogsController(LogsView view) {
    this.view = view;
  }

  @GetMapping("/logs")
  String page(ViewParameters at, Model model, HttpServletRequest request) {
    model.addAttribute("page", view.page(at, form(request)));
    return "logs/logs";
  }

  @GetMapping("/logs.json")
  @ResponseBody
  LogsPage json(ViewParameters at, HttpServletRequest request) {
    return view.page(at, form(request));
  }

  private static LogsForm form(HttpServletRequest request) {
    return new LogsForm(
        request.getParameter("q"),
        request.getParameter("service"),
        request.getParameter("level"),
        request.getParameter("trace"),
        request.getParameter("after"));
  }
}
