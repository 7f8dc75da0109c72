package io.midwatch.ui.tenants;

import io.midwatch.ui.shell.ViewParameters;
import io.midwatch.ui.table.ListForm;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * {@code /tenants}, {@code /tenants/{id}}, {@code /tenants/{id}/users}, their {@code .json} and
 * {@code .csv}.
 */
@Controller
final class TenantsController {
  private static final String USERS = "/tenants/{id}/users";

  private final TenantsView view;

  TenantsController(TenantsView view) {
    this.view = view;
  }

  @GetMapping("/tenants")
  String list(ViewParameters at, Model model, ListForm form) {
    model.addAttribute("page", view.list(at, form));
    return "tenants/tenants";
  }

  @GetMapping("/tenants.json")
  @ResponseBody
  TenantsPage listJson(ViewParameters at, ListForm form) {
    return view.list(at, form);
  }

  @GetMapping("/tenants.csv")
  ResponseEntity<String> listCsv(ViewParameters at, ListForm form) {
    return view.csv(at, form).answer();
  }

  @GetMapping("/tenants/{id}")
  String one(ViewParameters at, Model model, @PathVariable String id) {
    model.addAttribute("page", view.one(at, id));
    return "tenants/tenant";
  }

  @GetMapping("/tenants/{id}.json")
  @ResponseBody
  TenantPage oneJson(ViewParameters at, @PathVariable String id) {
    return view.one(at, id);
  }

  @GetMapping("/tenants/{id}.csv")
  ResponseEntity<String> oneCsv(ViewParameters at, @PathVariable String id) {
    return view.one(at, id).csv().answer();
  }

  @GetMapping(USERS)
  String users(ViewParameters at, Model model, @PathVariable String id, ListForm form) {
    model.addAttribute("page", view.users(at, id, form));
    return "tenants/users";
  }

  @GetMapping(USERS + ".json")
  @ResponseBody
  TenantUsersPage usersJson(ViewParameters at, @PathVariable String id, ListForm form) {
    return view.users(at, id, form);
  }

  @GetMapping(USERS + ".csv")
  ResponseEntity<String> usersCsv(ViewParameters at, @PathVariable String id, ListForm form) {
    return view.usersCsv(at, id, form).answer();
  }
}
