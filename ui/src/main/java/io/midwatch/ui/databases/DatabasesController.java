package io.midwatch.ui.databases;

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

/** {@code /databases}, {@code /databases/{id}}, their {@code .json} and {@code .csv}. */
@Controller
final class DatabasesController {
  private final DatabasesView view;

  DatabasesController(DatabasesView view) {
    this.view = view;
  }

  @GetMapping("/databases")
  String list(ViewParameters at, Model model, ListForm form) {
    model.addAttribute("page", view.list(at, form));
    return "databases/databases";
  }

  @GetMapping("/databases.json")
  @ResponseBody
  DatabasesPage listJson(ViewParameters at, ListForm form) {
    return view.list(at, form);
  }

  @GetMapping("/databases.csv")
  ResponseEntity<String> listCsv(ViewParameters at, ListForm form) {
    return view.csv(at, form).answer();
  }

  @GetMapping("/databases/{id}")
  String one(ViewParameters at, Model model, @PathVariable String id) {
    model.addAttribute("id", id);
    model.addAttribute("page", view.one(at, id).orElse(null));
    return "databases/database";
  }

  @GetMapping("/databases/{id}.json")
  @ResponseBody
  DatabasePage oneJson(ViewParameters at, @PathVariable String id) {
    return require(at, id);
  }

  @GetMapping("/databases/{id}.csv")
  ResponseEntity<String> oneCsv(ViewParameters at, @PathVariable String id) {
    return require(at, id).csv().answer();
  }

  private DatabasePage require(ViewParameters at, String id) {
    return view.one(at, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}
