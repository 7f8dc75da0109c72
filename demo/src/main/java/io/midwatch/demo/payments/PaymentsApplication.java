package io.midwatch.demo.payments;

import io.midwatch.demo.caller.CallerFilter;
import io.midwatch.demo.child.Leash;
import io.midwatch.demo.child.ReadyFile;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jms.autoconfigure.JmsAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The service {@code payments}. */
@SpringBootApplication(exclude = JmsAutoConfiguration.class)
public class PaymentsApplication {
  /** Starts the service with the settings of {@code payments.properties}. */
  public static void main(String[] args) {
    new SpringApplicationBuilder(PaymentsApplication.class)
        .properties("spring.config.name=payments")
        .run(args);
    Leash.hold(_ -> {
      throw new IllegalArgumentException("payments takes no commands");
    });
    ReadyFile.create();
  }

  @Bean
  CallerFilter callerFilter() {
    return new CallerFilter();
  }
}
