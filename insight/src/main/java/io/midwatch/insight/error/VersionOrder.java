package io.midwatch.insight.error;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Which of two versions of a service is newer: by their numbers, or, where one of them is no number
 * (a commit, a date and a word), by when each was first seen.
 *
 * <pre>
 * 2.9.0  &lt;  2.10.0  &lt;  v2.10.1-rc.1  &lt;  2.10.1
 * 3f1c9a0 (seen Monday)  &lt;  90be5d1 (seen Tuesday)
 * </pre>
 *
 * A version that was never seen is newer than all that were.
 *
 * @param firstSeenUnixNano by version
 */
public record VersionOrder(Map<String, Long> firstSeenUnixNano) implements Comparator<String> {
  public VersionOrder {
    firstSeenUnixNano = Map.copyOf(firstSeenUnixNano);
  }

  @Override
  public int compare(String a, String b) {
    Parsed left = Parsed.of(a);
    Parsed right = Parsed.of(b);
    return left.numbers.isEmpty() || right.numbers.isEmpty()
        ? Long.compare(firstSeen(a), firstSeen(b))
        : left.compareTo(right);
  }

  private long firstSeen(String version) {
    return firstSeenUnixNano.getOrDefault(version, Long.MAX_VALUE);
  }

  /** Numbers between dots, and what follows a hyphen: a preview of that version. */
  private record Parsed(List<BigInteger> numbers, String preview) implements Comparable<Parsed> {
    private static final int MOST_DIGITS = 30;

    static Parsed of(String version) {
      String text = version.startsWith("v") ? version.substring(1) : version;
      int build = text.indexOf('+');
      text = build < 0 ? text : text.substring(0, build);
      int hyphen = text.indexOf('-');
      List<BigInteger> numbers = new ArrayList<>();
      for (String part : (hyphen < 0 ? text : text.substring(0, hyphen)).split("\\.", -1)) {
        if (part.isEmpty()
            || part.length() > MOST_DIGITS
            || !part.chars().allMatch(c -> c >= '0' && c <= '9')) {
          return new Parsed(List.of(), "");
        }
        numbers.add(new BigInteger(part));
      }
      return new Parsed(numbers, hyphen < 0 ? "" : text.substring(hyphen + 1));
    }

    @Override
    public int compareTo(Parsed other) {
      for (int i = 0; i < Math.max(numbers.size(), other.numbers.size()); i++) {
        int order = at(i).compareTo(other.at(i));
        if (order != 0) {
          return order;
        }
      }
      if (preview.isEmpty() || other.preview.isEmpty()) {
        return Boolean.compare(preview.isEmpty(), other.preview.isEmpty());
      }
      return preview.compareTo(other.preview);
    }

    private BigInteger at(int position) {
      return position < numbers.size() ? numbers.get(position) : BigInteger.ZERO;
    }
  }
}
