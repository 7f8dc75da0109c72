package io.midwatch.server.settings;

import java.util.Arrays;

/**
 * Command-line arguments: {@code --http-port=9090} is short for {@code --midwatch.http-port=9090}.
 * A name without a dot is always taken for one of ours, so that {@link SettingsCheck#names} finds a
 * misspelled one; what has a dot may be meant for Spring, such as {@code
 * --logging.level.root=DEBUG}.
 */
public final class Arguments {
  private static final String PREFIX = "midwatch.";

  private Arguments() {}

  /**
   * @throws WrongSettingException when an argument has no {@code --key=value} form
   */
  public static String[] toProperties(String[] arguments) {
    return Arrays.stream(arguments).map(Arguments::toProperty).toArray(String[]::new);
  }

  private static String toProperty(String argument) {
    int equals = argument.indexOf('=');
    if (!argument.startsWith("--") || equals < 0) {
      throw new WrongSettingException(
          "\"" + argument + "\" is no setting; write --key=value, for example --http-port=9090.");
    }
    String key = argument.substring(2, equals);
    String full = key.startsWith(PREFIX) ? key : PREFIX + key;
    boolean isOurs = Setting.keys().contains(full) || !key.contains(".");
    return isOurs ? "--" + full + argument.substring(equals) : argument;
  }
}
