package io.midwatch.ui.errors;

import io.midwatch.insight.error.Decided;
import io.midwatch.ui.shell.Shell;
import io.midwatch.ui.shell.ViewParameters;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;

/** {@code /errors}, {@code /errors/{id}}, their other forms, and the decisions about a bug. */
@Controller
final class ErrorsController {
  private static final String ID = "/errors/{id:[0-9a-f]+}";

  /** As the field of the form says. */
  private static final int LONGEST_VERSION = 200;

  private final ErrorsView view;

  ErrorsController(ErrorsView view) {
    this.view = view;
  }

  @GetMapping("/errors")
  String list(ViewParameters at, Model model, ErrorsForm form) {
    model.addAttribute("page", view.list(at, form));
    return "errors/errors";
  }

  @GetMapping("/errors.json")
  @ResponseBody
  ErrorsPage listJson(ViewParameters at, ErrorsForm form) {
    return view.list(at, form);
  }

  @GetMapping("/errors.csv")
  ResponseEntity<String> listCsv(ViewParameters at, ErrorsForm form) {
    return view.list(at, form).csv().answer();
  }

  @GetMapping(ID)
  String one(ViewParameters at, Model model, @PathVariable String id) {
    model.addAttribute("id", id);
    model.addAttribute("page", view.one(at, id).orElse(null));
    model.addAttribute("markdown", at.link("/errors/" + id + ".md"));
    return "errors/error";
  }

  @GetMapping(ID + ".json")
  @ResponseBody
  ErrorPage oneJson(ViewParameters at, @PathVariable String id) {
    return view.one(at, id).orElseThrow(ErrorsController::unknown);
  }

  @GetMapping(ID + ".md")
  ResponseEntity<String> oneMarkdown(
      ViewParameters at, @PathVariable String id, @ModelAttribute("shell") Shell shell) {
    ErrorPage page = view.one(at, id).orElseThrow(ErrorsController::unknown);
    return ErrorMarkdown.of(page, id, shell).answer();
  }

  /** Keeps a decision and shows the bug again. */
  @PostMapping(ID)
  String decide(
      ViewParameters at,
      @PathVariable String id,
      @RequestParam String decision,
      @RequestParam(required = false) @Nullable String version,
      HttpServletRequest request) {
    if (version != null && version.length() > LONGEST_VERSION) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
    }
    return switch (view.decide(id, decision, version, request.getRemoteAddr())) {
      case Decided.Kept _ -> "redirect:" + at.link("/errors/" + id);
      case Decided.Unknown _ -> throw unknown();
      case Decided.Lost _ -> throw new ResponseStatusException(HttpStatus.CONFLICT);
    };
  }

  private static ResponseStatusException unknown() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }
}
