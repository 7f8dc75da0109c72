package io.midwatch.server;

import io.midwatch.server.settings.Arguments;
import io.midwatch.ui.UiConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Import;

/** Midwatch in one process: collector, store, pages and API. */
@SpringBootApplication(scanBasePackages = {"io.midwatch.server", "io.midwatch.api"})
@ConfigurationPropertiesScan("io.midwatch.server")
@Import(UiConfiguration.class)
public class MidwatchApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(MidwatchApplication.class, Arguments.toProperties(arguments));
  }
}
