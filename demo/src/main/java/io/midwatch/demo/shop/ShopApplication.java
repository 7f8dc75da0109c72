package io.midwatch.demo.shop;

import com.zaxxer.hikari.HikariDataSource;
import io.midwatch.demo.broker.BrokerConnections;
import io.midwatch.demo.broker.OrderEvents;
import io.midwatch.demo.caller.CallerFilter;
import io.midwatch.demo.child.Leash;
import io.midwatch.demo.child.ReadyFile;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jms.core.JmsTemplate;

/** The service {@code shop}. Obeys {@code pool N}: the size of its connection pool. */
@SpringBootApplication
@Import(BrokerConnections.class)
public class ShopApplication {
  /** Starts the service with the settings of {@code shop.properties}. */
  public static void main(String[] args) {
    var context =
        new SpringApplicationBuilder(ShopApplication.class)
            .properties("spring.config.name=shop")
            .run(args);
    var pool = new ResizablePool(context.getBean(HikariDataSource.class));
    Leash.hold(pool::command);
    ReadyFile.create();
  }

  @Bean
  CallerFilter callerFilter() {
    return new CallerFilter();
  }

  @Bean
  OrderEvents orderEvents(JmsTemplate jms) {
    return new OrderEvents(jms);
  }
}
