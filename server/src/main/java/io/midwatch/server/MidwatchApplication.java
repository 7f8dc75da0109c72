package io.midwatch.server;

import io.midwatch.server.settings.Arguments;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Midwatch in one process: collector, store, pages and API. */
@SpringBootApplication(
    scanBasePackages = {"io.midwatch.server", "io.midwatch.api", "io.midwatch.ui"})
@ConfigurationPropertiesScan("io.midwatch.server")
public class MidwatchApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(MidwatchApplication.class, Arguments.toProperties(arguments));
  }
}
