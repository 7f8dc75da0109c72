package io.midwatch.api.request;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list that is computed as a whole. A page goes on behind the row the one before ended
 * with, wherever that stands by now; when it is gone, where it stood. The cursor holds both, the
 * row by a digest of its name, for names may be of any length.
 *
 * <pre>
 * a b c d e, limit 2  →  a b, next “1-b”  →  c d, next “3-d”  →  e, next null
 * </pre>
 *
 * @param total rows on all pages
 * @param next the cursor of the page after, null when there is none
 */
public record Page<T>(List<T> rows, int total, @Nullable String next) {
  private static final Pattern CURSOR = Pattern.compile("(\\d{1,9})-([0-9a-f-]{36})");

  public Page {
    rows = List.copyOf(rows);
  }

  /**
   * The rows behind the cursor, the first ones without.
   *
   * @param name tells a row from all others
   * @throws IllegalArgumentException when the text is no cursor
   */
  static <T> Page<T> of(List<T> all, Function<T, String> name, @Nullable String cursor, int limit) {
    int from = cursor == null ? 0 : behind(all, name, cursor);
    int to = Math.min(all.size(), from + limit);
    return new Page<>(
        all.subList(from, to),
        all.size(),
        to == all.size() ? null : cursor(to - 1, name.apply(all.get(to - 1))));
  }

  private static <T> int behind(List<T> all, Function<T, String> name, String cursor) {
    Matcher parts = CURSOR.matcher(cursor);
    if (!parts.matches()) {
      throw new IllegalArgumentException("is no cursor of this list");
    }
    for (int i = 0; i < all.size(); i++) {
      if (digest(name.apply(all.get(i))).equals(parts.group(2))) {
        return i + 1;
      }
    }
    return Math.min(all.size(), Integer.parseInt(parts.group(1)));
  }

  private static String cursor(int index, String name) {
    return index + "-" + digest(name);
  }

  private static String digest(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
