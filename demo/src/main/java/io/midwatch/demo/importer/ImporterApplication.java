package io.midwatch.demo.importer;

import io.midwatch.demo.broker.BrokerConnections;
import io.midwatch.demo.broker.OrderEvents;
import io.midwatch.demo.child.Leash;
import io.midwatch.demo.child.ReadyFile;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jms.config.JmsListenerEndpointRegistry;
import org.springframework.jms.core.JmsTemplate;

/** The service {@code importer}. Obeys {@code consumer stop} and {@code consumer start}. */
@SpringBootApplication
@Import(BrokerConnections.class)
public class ImporterApplication {
  /** Starts the service with the settings of {@code importer.properties}. */
  public static void main(String[] args) {
    var context =
        new SpringApplicationBuilder(ImporterApplication.class)
            .properties("spring.config.name=importer")
            .run(args);
    var consumers = context.getBean(JmsListenerEndpointRegistry.class);
    Leash.hold(line -> {
      switch (line) {
        case "consumer stop" -> consumers.stop();
        case "consumer start" -> consumers.start();
        default ->
            throw new IllegalArgumentException("expected 'consumer stop' or 'consumer start'");
      }
    });
    ReadyFile.create();
  }

  @Bean
  OrderEvents orderEvents(JmsTemplate jms) {
    return new OrderEvents(jms);
  }
}
