package io.midwatch.ui.shell;

import java.util.List;

/**
 * One entry of the main navigation.
 *
 * @param section the name pages carry, also the highlighted entry
 * @param key the letter that opens it after {@code g}
 * @param icon the path of its 16 × 16 outline
 */
public record NavigationItem(String section, String title, String path, String key, String icon) {
  /** A group of entries by task. */
  public record Group(String title, List<NavigationItem> items) {}

  private static final List<Group> GROUPS =
      List.of(
          new Group(
              "Respond",
              List.of(
                  new NavigationItem("overview", "Overview", "/", "o", "M2 8h3l2-5 3 10 2-5h2"),
                  new NavigationItem(
                      "errors",
                      "Errors",
                      "/errors",
                      "e",
                      "M8 2.2 14.2 13.5H1.8zM8 6.2v3.6M8 11.4v.6"))),
          new Group(
              "System",
              List.of(
                  new NavigationItem(
                      "services",
                      "Services",
                      "/services",
                      "s",
                      "M2.5 2.5h4.5v4.5H2.5zM9 2.5h4.5v4.5H9zM2.5 9h4.5v4.5H2.5zM9 9h4.5v4.5H9z"),
                  new NavigationItem(
                      "endpoints",
                      "Endpoints",
                      "/endpoints",
                      "p",
                      "M2 8h8M7.2 5.2 10 8l-2.8 2.8M12.8 3v10"),
                  new NavigationItem(
                      "databases",
                      "Databases",
                      "/databases",
                      "d",
                      "M8 6.2c3 0 5.2-.9 5.2-2S11 2.2 8 2.2s-5.2.9-5.2 2 2.2 2 5.2 2zM2.8 4.2v7.6c0 1.1"
                          + " 2.2 2 5.2 2s5.2-.9 5.2-2V4.2M2.8 8c0 1.1 2.2 2 5.2 2s5.2-.9 5.2-2"),
                  new NavigationItem(
                      "queues",
                      "Queues",
                      "/queues",
                      "q",
                      "M2.5 4h7M2.5 8h7M2.5 12h7M12.5 3v10M10.8 11.2l1.7 1.8 1.7-1.8"),
                  new NavigationItem(
                      "thirdparties",
                      "Third parties",
                      "/dependencies",
                      "x",
                      "M6.5 3.5h-4v10h10v-4M9 2.5h4.5V7M13.2 2.8 7.5 8.5"),
                  new NavigationItem(
                      "tenants",
                      "Tenants",
                      "/tenants",
                      "n",
                      "M5.5 7.5a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4zM1.8 13c0-2.2 1.6-3.6 3.7-3.6S9.2 10.8"
                          + " 9.2 13M10.6 7.2a1.9 1.9 0 1 0 0-3.8M11.4 9.6c1.7.2 2.8 1.5 2.8 3.4"),
                  new NavigationItem(
                      "deploys",
                      "Deploys",
                      "/deploys",
                      "y",
                      "M8 13.5v-11M4.2 6.2 8 2.4l3.8 3.8M3 13.5h10"))),
          new Group(
              "Investigate",
              List.of(
                  new NavigationItem("traces", "Traces", "/traces", "t", "M2 3.5h7M5 8h8M8 12.5h6"),
                  new NavigationItem(
                      "logs", "Logs", "/logs", "l", "M3 2.5h10v11H3zM5.5 6h5M5.5 8.5h5M5.5 11h3"),
                  new NavigationItem(
                      "explore",
                      "Explore",
                      "/explore",
                      "m",
                      "M2.5 2.5v11h11M4.8 10.5 7.2 7l2.3 2 3.5-5"))),
          new Group(
              "This server",
              List.of(
                  new NavigationItem(
                      "ingest",
                      "Ingest",
                      "/settings/ingest",
                      "w",
                      "M8 2v8M4.8 7 8 10.2 11.2 7M2.5 13.5h11"),
                  new NavigationItem(
                      "settings",
                      "Settings",
                      "/settings",
                      ",",
                      "M2 4.5h6M12 4.5h2M2 11.5h2M8 11.5h6M10 2.8v3.4M6 9.8v3.4"))));

  /** The entries in the order shown; only pages that exist. */
  public static List<Group> groups() {
    return GROUPS;
  }
}
