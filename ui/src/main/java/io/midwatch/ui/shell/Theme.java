package io.midwatch.ui.shell;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The reader's choice of colours, kept in the cookie {@value Display#THEME}. */
public enum Theme {
  SYSTEM,
  LIGHT,
  DARK;

  /** Anything unknown follows the system. */
  public static Theme of(@Nullable String cookie) {
    return switch (cookie) {
      case "light" -> LIGHT;
      case "dark" -> DARK;
      case null, default -> SYSTEM;
    };
  }

  /** The value of {@code data-theme} on the root element; null leaves the attribute out. */
  public @Nullable String attribute() {
    return this == SYSTEM ? null : name().toLowerCase(Locale.ROOT);
  }
}
