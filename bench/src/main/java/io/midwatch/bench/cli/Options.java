package io.midwatch.bench.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The arguments of a command, {@code --name=value} or {@code --name value}. Every name that was
 * never asked for is a mistake of the user's: {@link #requireNoOthers}. Not thread-safe.
 */
public final class Options {
  private final Map<String, List<String>> values = new LinkedHashMap<>();
  private final Set<String> asked = new HashSet<>();
  private final String line;

  /**
   * @param command the word before the options
   * @throws IllegalArgumentException when an argument is no option, or has no value
   */
  public Options(String command, List<String> arguments) {
    line = (command + " " + String.join(" ", arguments)).strip();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (!argument.startsWith("--")) {
        throw new IllegalArgumentException("expected --name=value, found " + argument);
      }
      int equals = argument.indexOf('=');
      String name = argument.substring(2, equals < 0 ? argument.length() : equals);
      if (equals < 0 && i + 1 == arguments.size()) {
        throw new IllegalArgumentException("--" + name + " needs a value");
      }
      String value = equals < 0 ? arguments.get(++i) : argument.substring(equals + 1);
      values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
    }
  }

  /** The arguments as they were written, for the record. */
  public String line() {
    return line;
  }

  public String text(String name, String otherwise) {
    List<String> given = texts(name);
    return given.isEmpty() ? otherwise : given.getLast();
  }

  /** All values of an option that may come several times. */
  public List<String> texts(String name) {
    asked.add(name);
    return values.getOrDefault(name, List.of());
  }

  public Path path(String name, String otherwise) {
    return Path.of(text(name, otherwise));
  }

  /** A number, with {@code k} or {@code M} for thousands and millions. */
  public long number(String name, long otherwise) {
    String text = text(name, String.valueOf(otherwise));
    String digits = text.replaceFirst("[kKmM]$", "");
    long unit =
        switch (text.substring(digits.length()).toLowerCase(Locale.ROOT)) {
          case "k" -> 1_000;
          case "m" -> 1_000_000;
          default -> 1;
        };
    try {
      return Math.multiplyExact(Long.parseLong(digits), unit);
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException("--" + name + ": expected a number, found " + text, e);
    }
  }

  /** A duration such as {@code 24h}, {@code 15m} or {@code 30s}. */
  public Duration duration(String name, String otherwise) {
    String text = text(name, otherwise);
    if (!text.matches("[0-9]{1,6}[hms]")) {
      throw new IllegalArgumentException("--" + name + ": expected 24h, 15m or 30s, found " + text);
    }
    return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
  }

  /**
   * @throws IllegalArgumentException when an option was given that the command does not know
   */
  public void requireNoOthers() {
    for (String name : values.keySet()) {
      if (!asked.contains(name)) {
        throw new IllegalArgumentException("unknown option --" + name);
      }
    }
  }
}
