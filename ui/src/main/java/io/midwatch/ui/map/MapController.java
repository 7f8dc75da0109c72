package io.midwatch.ui.map;

import io.midwatch.ui.shell.FormText;
import io.midwatch.ui.shell.ViewParameters;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** {@code /map}, {@code /map.json} and {@code /map.csv}; {@code focus} names a service. */
@Controller
final class MapController {
  private final MapView view;

  MapController(MapView view) {
    this.view = view;
  }

  @GetMapping("/map")
  String map(
      ViewParameters at, Model model, @RequestParam(required = false) @Nullable String focus) {
    model.addAttribute("page", view.page(at, FormText.orNull(focus)));
    return "map/map";
  }

  @GetMapping("/map.json")
  @ResponseBody
  MapPage json(ViewParameters at, @RequestParam(required = false) @Nullable String focus) {
    return view.page(at, FormText.orNull(focus));
  }

  @GetMapping("/map.csv")
  ResponseEntity<String> csv(
      ViewParameters at, @RequestParam(required = false) @Nullable String focus) {
    return view.page(at, FormText.orNull(focus)).csv().answer();
  }
}
