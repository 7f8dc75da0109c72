package io.midwatch.demo.webhooks;

import io.midwatch.demo.broker.BrokerConnections;
import io.midwatch.demo.child.Leash;
import io.midwatch.demo.child.ReadyFile;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The service {@code webhooks}. */
@SpringBootApplication(exclude = DataSourceAutoConfiguration.class)
@Import(BrokerConnections.class)
public class WebhooksApplication {
  /** Starts the service with the settings of {@code webhooks.properties}. */
  public static void main(String[] args) {
    new SpringApplicationBuilder(WebhooksApplication.class)
        .properties("spring.config.name=webhooks")
        .run(args);
    Leash.hold(_ -> {
      throw new IllegalArgumentException("webhooks takes no commands");
    });
    ReadyFile.create();
  }
}
