package io.midwatch.ui.deploys;

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

/** {@code /deploys}, {@code /deploys/{id}}, their {@code .json}, and {@code .csv} of the list. */
@Controller
final class DeploysController {
  private final DeploysView view;

  DeploysController(DeploysView view) {
    this.view = view;
  }

  @GetMapping("/deploys")
  String list(ViewParameters at, Model model, ListForm form) {
    model.addAttribute("page", view.list(at, form));
    return "deploys/deploys";
  }

  @GetMapping("/deploys.json")
  @ResponseBody
  DeploysPage listJson(ViewParameters at, ListForm form) {
    return view.list(at, form);
  }

  @GetMapping("/deploys.csv")
  ResponseEntity<String> listCsv(ViewParameters at, ListForm form) {
    return view.csv(at, form).answer();
  }

  @GetMapping("/deploys/{id}")
  String one(ViewParameters at, Model model, @PathVariable String id) {
    model.addAttribute("id", id);
    model.addAttribute("page", view.one(at, id).orElse(null));
    return "deploys/deploy";
  }

  @GetMapping("/deploys/{id}.json")
  @ResponseBody
  DeployPage oneJson(ViewParameters at, @PathVariable String id) {
    return require(at, id);
  }

  private DeployPage require(ViewParameters at, String id) {
    return view.one(at, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}
