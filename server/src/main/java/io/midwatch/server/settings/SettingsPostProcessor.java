package io.midwatch.server.settings;

import java.util.List;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;

/** Runs {@link SettingsCheck} as soon as every source of settings is read. */
final class SettingsPostProcessor implements EnvironmentPostProcessor, Ordered {

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    SettingsCheck.names(environment.getSystemEnvironment().keySet(), arguments(environment));
    SettingsCheck check = new SettingsCheck(environment::getProperty);
    check.values();
    check.store();
    check.exposure();
    check.ports();
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

  @Override
  public int getOrder() {
    return ConfigDataEnvironmentPostProcessor.ORDER + 10;
  }
}
