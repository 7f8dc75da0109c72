package io.midwatch.ui.search;

import io.midwatch.ui.shell.Link;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What of a window has a page and was asked for.
 *
 * @param q what was asked, without the spaces around it; empty for everything
 * @param entries in the order in which they are offered
 * @param notes why something may be missing, empty when all is there
 */
public record SearchPage(String q, List<Entry> entries, List<String> notes) {
  private static final int MOST_SHOWN = 60;
  private static final Pattern TRACE = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern ERROR = Pattern.compile("[0-9a-f]{16}");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  public SearchPage {
    entries = List.copyOf(entries);
    notes = List.copyOf(notes);
  }

  /**
   * A thing with a page.
   *
   * @param kind what it is, in a word or two
   * @param detail what tells it from others of its name, empty when nothing does
   * @param url of its page, with environment, tenant and window kept
   */
  public record Entry(String kind, String name, String detail, String url) {
    private boolean has(String[] words) {
      String text = lower(kind + " " + name + " " + detail);
      for (String word : words) {
        if (!text.contains(word)) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * Those of which every word is in kind, name or detail, names that begin so first. An id is
   * offered before them: 32 hex digits for a trace, 16 for an error.
   *
   * @param link a page with environment, tenant and window kept
   */
  static SearchPage of(
      String question, SearchEntries.Offered offered, Function<String, Link> link) {
    String q = question.strip();
    String asked = lower(q);
    if (asked.isEmpty()) {
      return new SearchPage(q, offered.entries(), offered.notes());
    }
    List<Entry> found = new ArrayList<>();
    if (TRACE.matcher(asked).matches()) {
      found.add(new Entry("Trace", asked, "", link.apply("/traces/" + asked).toString()));
    }
    if (ERROR.matcher(asked).matches()) {
      found.add(new Entry("Error", asked, "", link.apply("/errors/" + asked).toString()));
    }
    String[] words = SPACE.split(asked);
    offered.entries().stream()
        .filter(entry -> entry.has(words))
        .sorted(Comparator.comparing(entry -> !lower(entry.name).startsWith(asked)))
        .forEach(found::add);
    return new SearchPage(q, found, offered.notes());
  }

  /** What is meant beyond doubt: an id, the one thing found, or the one of just that name. */
  Optional<Entry> only() {
    if (q.isEmpty() || entries.isEmpty()) {
      return Optional.empty();
    }
    boolean id = TRACE.matcher(lower(q)).matches() || ERROR.matcher(lower(q)).matches();
    if (id || entries.size() == 1) {
      return Optional.of(entries.getFirst());
    }
    List<Entry> named =
        entries.stream().filter(entry -> lower(entry.name).equals(lower(q))).limit(2).toList();
    return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
  }

  /** Those that stand on the page. */
  public List<Entry> shown() {
    return entries.subList(0, Math.min(MOST_SHOWN, entries.size()));
  }

  public int more() {
    return Math.max(0, entries.size() - MOST_SHOWN);
  }

  /** The sentence the page begins with. */
  public String headline() {
    return q.isEmpty() ? "Search" : entries.isEmpty() ? "Nothing found" : "Found in this window";
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
