package io.midwatch.ui.endpoints;

import io.midwatch.ui.shell.ViewParameters;
import io.midwatch.ui.table.ListForm;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * {@code /endpoints}, {@code /services/{name}/endpoints/{id}}, their {@code .json} and {@code
 * .csv}.
 */
@Controller
final class EndpointsController {
  private static final String ONE = "/services/{service}/endpoints/{id}";

  private final EndpointsView view;

  EndpointsController(EndpointsView view) {
    this.view = view;
  }

  @GetMapping("/endpoints")
  String list(ViewParameters at, Model model, ListForm form) {
    model.addAttribute("page", view.list(at, form));
    return "endpoints/endpoints";
  }

  @GetMapping("/endpoints.json")
  @ResponseBody
  EndpointsPage listJson(ViewParameters at, ListForm form) {
    return view.list(at, form);
  }

  @GetMapping("/endpoints.csv")
  ResponseEntity<String> listCsv(ViewParameters at, ListForm form) {
    return view.csv(at, form).answer();
  }

  @GetMapping(ONE)
  String one(
      ViewParameters at, Model model, @PathVariable String service, @PathVariable String id) {
    model.addAttribute("page", view.one(at, service, id));
    return "endpoints/endpoint";
  }

  @GetMapping(ONE + ".json")
  @ResponseBody
  EndpointPage oneJson(ViewParameters at, @PathVariable String service, @PathVariable String id) {
    return view.one(at, service, id);
  }

  @GetMapping(ONE + ".csv")
  ResponseEntity<String> oneCsv(
      ViewParameters at, @PathVariable String service, @PathVariable String id) {
    return view.one(at, service, id).csv().answer();
  }
}
