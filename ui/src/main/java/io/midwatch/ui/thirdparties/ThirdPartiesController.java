package io.midwatch.ui.thirdparties;

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

/** {@code /dependencies}, {@code /dependencies/{id}}, their {@code .json} and {@code .csv}. */
@Controller
final class ThirdPartiesController {
  private final ThirdPartiesView view;

  ThirdPartiesController(ThirdPartiesView view) {
    this.view = view;
  }

  @GetMapping("/dependencies")
  String list(ViewParameters at, Model model, ListForm form) {
    model.addAttribute("page", view.list(at, form));
    return "thirdparties/hosts";
  }

  @GetMapping("/dependencies.json")
  @ResponseBody
  ThirdPartiesPage listJson(ViewParameters at, ListForm form) {
    return view.list(at, form);
  }

  @GetMapping("/dependencies.csv")
  ResponseEntity<String> listCsv(ViewParameters at, ListForm form) {
    return view.csv(at, form).answer();
  }

  @GetMapping("/dependencies/{id}")
  String one(ViewParameters at, Model model, @PathVariable String id) {
    model.addAttribute("id", id);
    model.addAttribute("page", view.one(at, id).orElse(null));
    return "thirdparties/host";
  }

  @GetMapping("/dependencies/{id}.json")
  @ResponseBody
  ThirdPartyPage oneJson(ViewParameters at, @PathVariable String id) {
    return require(at, id);
  }

  @GetMapping("/dependencies/{id}.csv")
  ResponseEntity<String> oneCsv(ViewParameters at, @PathVariable String id) {
    return require(at, id).csv().answer();
  }

  private ThirdPartyPage require(ViewParameters at, String id) {
    return view.one(at, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}
