package io.midwatch.server.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.core.Ordered;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;

/**
 * Puts the default in the place of every empty setting and runs {@link SettingsCheck}, as soon as
 * every source of settings is read.
 */
final class SettingsPostProcessor implements EnvironmentPostProcessor, Ordered {

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    SettingsCheck.names(environment.getSystemEnvironment().keySet(), arguments(environment));
    SettingsCheck.namesInFiles(files(environment.getPropertySources()));
    fillEmpty(environment);
    SettingsCheck check = new SettingsCheck(environment::getProperty);
    check.values();
    check.overrides();
    check.store();
    check.host();
    check.exposure();
    check.ports();
  }

  /** Otherwise an empty host would mean all addresses to one reader and loopback to another. */
  private static void fillEmpty(ConfigurableEnvironment environment) {
    Map<String, Object> filled = new LinkedHashMap<>();
    for (Setting setting : Setting.values()) {
      String value = environment.getProperty(setting.key());
      if (value != null && value.isBlank()) {
        filled.put(setting.key(), defaultOf(setting, environment.getPropertySources()));
      }
    }
    environment.getPropertySources().addFirst(new MapPropertySource("defaults of empty", filled));
  }

  /** The packaged file with the defaults is the last source. */
  static Object defaultOf(Setting setting, Iterable<PropertySource<?>> sources) {
    Object last = "";
    for (PropertySource<?> source : sources) {
      Object value =
          ConfigurationPropertySources.isAttachedConfigurationPropertySource(source)
              ? null
              : source.getProperty(setting.key());
      last = value == null ? last : value;
    }
    return last;
  }

  private static List<String> arguments(ConfigurableEnvironment environment) {
    PropertySource<?> source =
        environment
            .getPropertySources()
            .get(CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME);
    return source instanceof CommandLinePropertySource<?> arguments
        ? List.of(arguments.getPropertyNames())
        : List.of();
  }

  /** Names in application.yml and its like, with the place of each where it is known. */
  private static Map<String, String> files(Iterable<PropertySource<?>> sources) {
    Map<String, String> names = new LinkedHashMap<>();
    for (PropertySource<?> source : sources) {
      if (source instanceof OriginTrackedMapPropertySource file) {
        for (String name : file.getPropertyNames()) {
          Origin origin = file.getOrigin(name);
          names.putIfAbsent(name, origin == null ? file.getName() : origin.toString());
        }
      }
    }
    return names;
  }

  @Override
  public int getOrder() {
    return ConfigDataEnvironmentPostProcessor.ORDER + 10;
  }
}
