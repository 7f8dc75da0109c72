package io.midwatch.ui.statements;

import io.midwatch.ui.shell.ViewParameters;
import io.midwatch.ui.table.ListForm;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;

/**
 * {@code /databases/{id}/statements}, {@code /databases/{id}/statements/{statement}}, their {@code
 * .json} and {@code .csv}.
 */
@Controller
final class StatementsController {
  private static final String LIST = "/databases/{id}/statements";
  private static final String ONE = LIST + "/{statement}";

  private final StatementsView view;

  StatementsController(StatementsView view) {
    this.view = view;
  }

  @GetMapping(LIST)
  String list(ViewParameters at, Model model, @PathVariable String id, ListForm form) {
    model.addAttribute("page", view.list(at, id, form));
    return "statements/statements";
  }

  @GetMapping(LIST + ".json")
  @ResponseBody
  StatementsPage listJson(ViewParameters at, @PathVariable String id, ListForm form) {
    return view.list(at, id, form);
  }

  @GetMapping(LIST + ".csv")
  ResponseEntity<String> listCsv(ViewParameters at, @PathVariable String id, ListForm form) {
    return view.csv(at, id, form).answer();
  }

  @GetMapping(ONE)
  String one(ViewParameters at, Model model, @PathVariable String statement) {
    model.addAttribute("id", statement);
    model.addAttribute("page", view.one(at, statement).orElse(null));
    return "statements/statement";
  }

  @GetMapping(ONE + ".json")
  @ResponseBody
  StatementPage oneJson(ViewParameters at, @PathVariable String statement) {
    return require(at, statement);
  }

  @GetMapping(ONE + ".csv")
  ResponseEntity<String> oneCsv(ViewParameters at, @PathVariable String statement) {
    return require(at, statement).csv().answer();
  }

  private StatementPage require(ViewParameters at, String id) {
    return view.one(at, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}
