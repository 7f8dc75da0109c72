package io.midwatch.server.wiring;

import io.midwatch.collector.Collector;
import io.midwatch.collector.CollectorProperties;
import io.midwatch.server.settings.MidwatchProperties;
import io.midwatch.ui.shell.OtlpPorts;
import io.prometheus.client.CollectorRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.Set;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where telemetry comes in. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CollectorProperties.class)
class CollectorConfiguration {

  @Bean
  Collector collector(
      CollectorProperties bounds,
      MidwatchProperties properties,
      StorePorts store,
      CollectorRegistry registry,
      InstantSource clock)
      throws UnknownHostException {
    return new Collector(
        bounds,
        new Collector.Listening(
            InetAddress.getByName(properties.host()),
            properties.ingestToken().isEmpty() ? null : properties.ingestToken(),
            Set.copyOf(properties.allowedHosts())),
        store.writer(),
        store.ledger(),
        registry,
        clock);
  }

  @Bean
  CollectorLifecycle collectorLifecycle(Collector collector) {
    return new CollectorLifecycle(collector);
  }

  @Bean
  OtlpPorts otlpPorts(CollectorProperties ports, MidwatchProperties properties) {
    return new OtlpPorts(
        ports.otlpHttpPort(), ports.otlpGrpcPort(), !properties.ingestToken().isEmpty());
  }
}
