package io.midwatch.ui.settings;

import static io.midwatch.ui.shell.Display.KEYS;
import static io.midwatch.ui.shell.Display.THEME;
import static io.midwatch.ui.shell.Display.ZONE;

import io.midwatch.ui.shell.Display;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Keeps how this browser wants pages shown, in its cookies: the server remembers nothing. What is
 * not known is as good as unset.
 */
@Controller
final class DisplayController {
  private static final Duration KEPT = Duration.ofDays(365);

  @PostMapping("/settings/display")
  ResponseEntity<Void> keep(
      @RequestParam(defaultValue = "") String theme,
      @RequestParam(defaultValue = "") String zone,
      @RequestParam(required = false) @Nullable String keys) {
    Display asked = Display.of(theme, zone, keys == null ? "off" : keys);
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .header(HttpHeaders.LOCATION, "/settings")
        .header(HttpHeaders.SET_COOKIE, cookie(THEME, asked.theme().attribute()))
        .header(HttpHeaders.SET_COOKIE, cookie(ZONE, asked.zoneChoice()))
        .header(HttpHeaders.SET_COOKIE, cookie(KEYS, asked.keys() ? null : "off"))
        .build();
  }

  /** Readable to the page's script, which changes the theme by a key and follows the browser. */
  private static String cookie(String name, @Nullable String value) {
    return ResponseCookie.from(name, value == null ? "" : value)
        .path("/")
        .sameSite("Lax")
        .maxAge(value == null ? Duration.ZERO : KEPT)
        .build()
        .toString();
  }
}
