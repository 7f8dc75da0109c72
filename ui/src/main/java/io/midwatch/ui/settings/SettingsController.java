package io.midwatch.ui.settings;

import io.midwatch.ui.settings.EffectiveSettings.Entry;
import io.midwatch.ui.table.ListForm;
import io.midwatch.ui.table.ShownRows;
import java.util.Comparator;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** {@code /settings}, its {@code .json} and {@code .csv}. */
@Controller
final class SettingsController {
  private static final Map<String, Comparator<Entry>> ORDERS =
      Map.of("-changed", Comparator.comparing(entry -> !entry.changed()));

  private final EffectiveSettings settings;

  SettingsController(ObjectProvider<EffectiveSettings> settings) {
    this.settings = settings.getIfAvailable(() -> EffectiveSettings.NONE);
  }

  @GetMapping("/settings")
  String page(Model model, ListForm form) {
    model.addAttribute("page", json(form));
    model.addAttribute("zones", ZoneChoices.byRegion());
    return "settings/settings";
  }

  @GetMapping("/settings.json")
  @ResponseBody
  SettingsPage json(ListForm form) {
    return new SettingsPage(
        ShownRows.of(settings.entries(), form, Entry::key, ORDERS),
        settings.entries().stream().filter(Entry::changed).count());
  }

  @GetMapping("/settings.csv")
  ResponseEntity<String> csv(ListForm form) {
    return SettingsPage.csv(ShownRows.matching(settings.entries(), form, Entry::key, ORDERS))
        .answer();
  }
}
