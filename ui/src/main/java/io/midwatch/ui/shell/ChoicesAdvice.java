package io.midwatch.ui.shell;

import io.midwatch.query.window.Choices;
import io.midwatch.query.window.ChoicesService;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Puts what the menus of the top bar offer ({@code choices}) into the model of every page. */
@ControllerAdvice(basePackages = "io.midwatch.ui")
final class ChoicesAdvice {
  private final ChoicesService service;
  private final InstantSource clock;

  ChoicesAdvice(ChoicesService service, InstantSource clock) {
    this.service = service;
    this.clock = clock;
  }

  @ModelAttribute("choices")
  Choices choices(HttpServletRequest request) {
    return service.choices(ViewParametersResolver.of(request, clock).question().range());
  }
}
