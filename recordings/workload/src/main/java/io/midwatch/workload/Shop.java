package io.midwatch.workload;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.client.RestClient;

/** The workload: a small shop on PostgreSQL that also calls itself over HTTP. */
@SpringBootApplication
public class Shop {
  public static void main(String[] arguments) {
    SpringApplication.run(Shop.class, arguments);
  }

  @Bean
  RestClient self(RestClient.Builder builder) {
    return builder.baseUrl("http://localhost:" + System.getProperty("server.port", "8080")).build();
  }
}
