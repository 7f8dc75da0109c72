package io.midwatch.server.data;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Options of a command line; {@code --to=X} and {@code --to X} mean the same.
 *
 * @param values by option, {@code --to}
 */
record DataArguments(Map<String, String> values) {
  DataArguments {
    values = Map.copyOf(values);
  }

  /**
   * Reads a command line that has options with values only.
   *
   * @throws IllegalArgumentException with a sentence for the user when an argument cannot be read
   */
  static DataArguments parse(List<String> arguments, List<String> options, String usage) {
    Map<String, String> values = new HashMap<>();
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String argument = rest.next();
      int equals = argument.indexOf('=');
      String option = equals < 0 ? argument : argument.substring(0, equals);
      if (!options.contains(option)) {
        throw new IllegalArgumentException("unknown argument " + option + "\n" + usage);
      }
      if (equals < 0 && !rest.hasNext()) {
        throw new IllegalArgumentException(option + " needs a value\n" + usage);
      }
      String value = equals < 0 ? rest.next() : argument.substring(equals + 1);
      if (value.isEmpty() || values.put(option, value) != null) {
        throw new IllegalArgumentException(option + " needs one value\n" + usage);
      }
    }
    return new DataArguments(values);
  }

  @Nullable String findValue(String option) {
    return values.get(option);
  }
}
