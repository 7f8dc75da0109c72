package io.midwatch.ui.settings;

import java.util.List;

/** The configuration of this server as it runs; a bean of the server, empty without one. */
public record EffectiveSettings(List<Entry> entries) {
  public static final EffectiveSettings NONE = new EffectiveSettings(List.of());

  public EffectiveSettings {
    entries = List.copyOf(entries);
  }

  /**
   * One setting.
   *
   * @param key the property: {@code midwatch.http-port}
   * @param environmentName the same as an environment variable
   * @param value in force, empty for none; of a secret only {@code set} or {@code not set}
   * @param changed whether it is not the default
   * @param secret whether the value is never shown
   * @param allowed values in words
   */
  public record Entry(
      String key,
      String environmentName,
      String value,
      boolean changed,
      boolean secret,
      String allowed) {}
}
