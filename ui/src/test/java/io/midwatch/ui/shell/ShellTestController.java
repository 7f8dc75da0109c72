package io.midwatch.ui.shell;

import io.midwatch.ui.UiTestApplication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** A page with every part of the shell, for {@link ShellPageTest}. */
@Controller
class ShellTestController {
  @GetMapping("/shelltest")
  String page(Model model) {
    model.addAttribute("complete", UiTestApplication.NOW.minusSeconds(6));
    return "shelltest/page";
  }
}
