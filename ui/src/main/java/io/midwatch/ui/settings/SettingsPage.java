package io.midwatch.ui.settings;

import io.midwatch.ui.format.Format;
import io.midwatch.ui.settings.EffectiveSettings.Entry;
import io.midwatch.ui.table.CsvTable;
import io.midwatch.ui.table.ShownRows;

/** The settings and {@code /settings.json}. */
public record SettingsPage(ShownRows<Entry> shown, long changed) {
  private static final Format FORMAT = new Format();

  /** The sentence the page begins with. */
  public String headline() {
    return changed == 0
        ? "Settings, all as they come"
        : "Settings, " + FORMAT.exact(changed) + " changed";
  }

  /** What is shown of a value. */
  public String value(Entry entry) {
    return entry.value().isEmpty() ? "—" : entry.value();
  }

  static CsvTable csv(Iterable<Entry> entries) {
    CsvTable csv =
        new CsvTable("settings", "setting", "value", "changed", "environment_variable", "allowed");
    for (Entry entry : entries) {
      csv.row(
          entry.key(),
          entry.value(),
          entry.changed() ? "yes" : "no",
          entry.environmentName(),
          entry.allowed());
    }
    return csv;
  }
}
