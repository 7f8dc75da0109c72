package io.midwatch.server.settings;

import io.midwatch.ui.settings.EffectiveSettings;
import io.midwatch.ui.settings.EffectiveSettings.Entry;
import java.util.Arrays;
import org.springframework.core.env.ConfigurableEnvironment;

/** What the page of settings shows: every setting as it is in force, secrets left out. */
public final class SettingsInForce {
  private SettingsInForce() {}

  /** All settings, in the order of {@link Setting}. */
  public static EffectiveSettings of(ConfigurableEnvironment environment) {
    return new EffectiveSettings(
        Arrays.stream(Setting.values()).map(setting -> entry(setting, environment)).toList());
  }

  private static Entry entry(Setting setting, ConfigurableEnvironment environment) {
    String value = environment.getProperty(setting.key(), "");
    String usual =
        SettingsPostProcessor.defaultOf(setting, environment.getPropertySources()).toString();
    return new Entry(
        setting.key(),
        setting.environmentName(),
        setting.isSecret() ? (value.isEmpty() ? "not set" : "set, not shown") : value,
        !value.equals(usual),
        setting.isSecret(),
        setting.allowed());
  }
}
