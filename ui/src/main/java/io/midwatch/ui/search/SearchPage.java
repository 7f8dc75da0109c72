package io.midwatch.ui.search;

import java.util.List;

/**
 * What can be gone to in the window, {@code /search.json}: at most 2,000 entries, services first.
 *
 * @param entries in the order in which they are offered
 */
public record SearchPage(List<Entry> entries) {
  public SearchPage {
    entries = List.copyOf(entries);
  }

  /**
   * A thing with a page.
   *
   * @param kind what it is, in a word or two
   * @param detail what tells it from others of its name, empty when nothing does
   * @param url of its page, with environment, tenant and window kept
   */
  public record Entry(String kind, String name, String detail, String url) {}
}
