package io.midwatch.storage.contract.query;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * An RE2 pattern that takes whole label values, with shorter ways for what people write most.
 * Immutable.
 *
 * <pre>
 * a|b|c  (a|b)   a set of texts
 * .*  .+         every text, every text but the empty one
 * http_.*        what begins so
 * </pre>
 */
public final class LabelPattern implements Predicate<String> {
  private static final String SPECIAL = "\\.+*?()|[]{}^$";

  private final Predicate<String> test;
  private final Set<String> alternatives;

  private LabelPattern(Predicate<String> test, Set<String> alternatives) {
    this.test = test;
    this.alternatives = alternatives;
  }

  /**
   * @throws IllegalArgumentException when it is no RE2 pattern
   */
  public static LabelPattern of(String pattern) {
    String bare =
        pattern.startsWith("(") && pattern.endsWith(")")
            ? pattern.substring(1, pattern.length() - 1)
            : pattern;
    if (!bare.isEmpty() && isLiteral(bare.replace("|", ""))) {
      Set<String> texts = new LinkedHashSet<>(List.of(bare.split("\\|", -1)));
      return new LabelPattern(texts::contains, texts);
    }
    if (pattern.endsWith(".*") || pattern.endsWith(".+")) {
      String prefix = pattern.substring(0, pattern.length() - 2);
      if (isLiteral(prefix)) {
        int shortest = prefix.length() + (pattern.endsWith("+") ? 1 : 0);
        return new LabelPattern(
            text -> text.length() >= shortest && text.startsWith(prefix), Set.of());
      }
    }
    try {
      return new LabelPattern(BoundedRegex.compile(pattern, Pattern.DOTALL)::matches, Set.of());
    } catch (PatternSyntaxException notAPattern) {
      throw new IllegalArgumentException(
          "not an RE2 pattern: " + pattern + ": " + notAPattern.getMessage(), notAPattern);
    }
  }

  private static boolean isLiteral(String text) {
    return text.chars().noneMatch(c -> SPECIAL.indexOf(c) >= 0);
  }

  /** The only texts it takes; empty when they cannot be told. */
  public Set<String> alternatives() {
    return alternatives;
  }

  @Override
  public boolean test(String text) {
    return test.test(text);
  }
}
