package io.midwatch.ui.settings;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The time zones offered: those named after places, by region. */
final class ZoneChoices {
  private static final Set<String> REGIONS =
      Set.of(
          "Africa",
          "America",
          "Antarctica",
          "Asia",
          "Atlantic",
          "Australia",
          "Europe",
          "Indian",
          "Pacific");
  private static final Map<String, List<String>> ALL =
      ZoneId.getAvailableZoneIds().stream()
          .filter(id -> id.indexOf('/') > 0 && REGIONS.contains(region(id)))
          .sorted()
          .collect(Collectors.groupingBy(ZoneChoices::region, TreeMap::new, Collectors.toList()));

  private ZoneChoices() {}

  /** Names such as {@code Asia/Kolkata}, in order, by region in order. */
  static Map<String, List<String>> byRegion() {
    return ALL;
  }

  private static String region(String id) {
    return id.substring(0, id.indexOf('/'));
  }
}
