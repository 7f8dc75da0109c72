package io.midwatch.ui.services;

import io.midwatch.ui.shell.ViewParameters;
import io.midwatch.ui.table.ListForm;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * {@code /services}, {@code /services/{name}}, {@code /services/{name}/instances}, their {@code
 * .json} and the lists' {@code .csv}.
 */
@Controller
final class ServicesController {
  private static final String INSTANCES = "/services/{id}/instances";

  private final ServicesView view;

  ServicesController(ServicesView view) {
    this.view = view;
  }

  @GetMapping("/services")
  String list(
      ViewParameters at, Model model, @RequestParam(required = false) @Nullable String sort) {
    model.addAttribute("page", view.list(at, sort));
    return "services/services";
  }

  @GetMapping("/services.json")
  @ResponseBody
  ServicesPage listJson(ViewParameters at, @RequestParam(required = false) @Nullable String sort) {
    return view.list(at, sort);
  }

  @GetMapping("/services.csv")
  ResponseEntity<String> listCsv(
      ViewParameters at, @RequestParam(required = false) @Nullable String sort) {
    return view.list(at, sort).csv().answer();
  }

  @GetMapping("/services/{id}")
  String one(ViewParameters at, Model model, @PathVariable String id) {
    model.addAttribute("page", view.one(at, id));
    return "services/service";
  }

  @GetMapping("/services/{id}.json")
  @ResponseBody
  ServicePage oneJson(ViewParameters at, @PathVariable String id) {
    return view.one(at, id);
  }

  @GetMapping(INSTANCES)
  String instances(ViewParameters at, Model model, @PathVariable String id, ListForm form) {
    model.addAttribute("page", view.instances(at, id, form));
    return "services/instances";
  }

  @GetMapping(INSTANCES + ".json")
  @ResponseBody
  InstancesPage instancesJson(ViewParameters at, @PathVariable String id, ListForm form) {
    return view.instances(at, id, form);
  }

  @GetMapping(INSTANCES + ".csv")
  ResponseEntity<String> instancesCsv(ViewParameters at, @PathVariable String id, ListForm form) {
    return view.instancesCsv(at, id, form).answer();
  }
}
