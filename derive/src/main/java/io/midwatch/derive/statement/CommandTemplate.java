package io.midwatch.derive.statement;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Commands of a key-value store without their values: name and the pattern of the first key, whose
 * parts with a digit become {@code *}. Equal commands in a row are one. Applying it twice changes
 * nothing.
 *
 * <pre>
 * set cart:4711 "{…}" EX 60     → SET cart:* ?
 * GET session-9f2c:user         → GET *:user
 * AUTH hunter2                  → AUTH ?
 * MULTI;INCR a;INCR a;EXEC      → MULTI; INCR a; EXEC
 * </pre>
 */
final class CommandTemplate {
  private static final int MOST_KEPT = 300;
  private static final int MOST_KEY = 120;
  private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_.]{0,39}");

  private CommandTemplate() {}

  static String of(String commands) {
    String read = commands.substring(0, Math.min(commands.length(), SqlTemplate.MOST_READ));
    StringBuilder out = new StringBuilder();
    String before = "";
    for (String each : read.split("[;\\n\\r]+")) {
      String command = command(each.strip());
      if (command.isEmpty() || command.equals(before)) {
        continue;
      }
      if (out.length() + command.length() > MOST_KEPT) {
        break;
      }
      out.append(out.isEmpty() ? "" : "; ").append(command);
      before = command;
    }
    return out.toString();
  }

  private static String command(String sent) {
    if (sent.isEmpty()) {
      return "";
    }
    String[] words = sent.split("\\s+", 3);
    String name = words[0].toUpperCase(Locale.ROOT);
    if (!NAME.matcher(name).matches()) {
      return "?";
    }
    if (words.length == 1) {
      return name;
    }
    return hasKey(name) ? name + " " + key(words[1]) + (words.length > 2 ? " ?" : "") : name + " ?";
  }

  private static boolean hasKey(String name) {
    return switch (name) {
      case "AUTH",
          "HELLO",
          "EVAL",
          "EVALSHA",
          "FCALL",
          "SCRIPT",
          "SELECT",
          "CONFIG",
          "CLIENT",
          "ECHO",
          "PING",
          "SCAN",
          "INFO" ->
          false;
      default -> true;
    };
  }

  private static String key(String key) {
    if (key.indexOf('"') >= 0 || key.indexOf('\'') >= 0 || key.length() > MOST_KEY) {
      return "?";
    }
    StringBuilder pattern = new StringBuilder();
    int from = 0;
    for (int at = 0; at <= key.length(); at++) {
      if (at == key.length() || ":./|{}".indexOf(key.charAt(at)) >= 0) {
        String part = key.substring(from, at);
        pattern.append(part.chars().anyMatch(Character::isDigit) ? "*" : part);
        if (at < key.length()) {
          pattern.append(key.charAt(at));
        }
        from = at + 1;
      }
    }
    return pattern.toString();
  }
}
