package io.midwatch.ui.access;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows the form that takes the admin token; the server's door reads what it posts. */
@Controller
class LoginController {

  @GetMapping("/login")
  String form(
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable String failed,
      Model model) {
    model.addAttribute("page", new LoginPage(to == null ? "/" : to, failed != null));
    return "access/login";
  }
}
