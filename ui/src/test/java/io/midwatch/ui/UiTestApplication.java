package io.midwatch.ui;

import java.time.Instant;
import java.time.InstantSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The one context of all page tests: the pages and a clock that stands still. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(UiConfiguration.class)
public class UiTestApplication {
  /** The moment at which every page of the tests is rendered. */
  public static final Instant NOW = Instant.parse("2026-11-17T03:17:46Z");

  @Bean
  InstantSource clock() {
    return InstantSource.fixed(NOW);
  }
}
