package io.midwatch.server.wiring;

import io.midwatch.collector.CollectorProperties;
import io.midwatch.collector.otlp.OtlpBatchEncoder;
import io.midwatch.server.access.AbandonedAnswers;
import io.midwatch.server.access.AccessFilter;
import io.midwatch.server.access.AskerValve;
import io.midwatch.server.access.Hosts;
import io.midwatch.server.access.RefusalValve;
import io.midwatch.server.access.SeenHttp11Protocol;
import io.midwatch.server.health.HealthServlet;
import io.midwatch.server.health.LiveMetrics;
import io.midwatch.server.health.MetricsServlet;
import io.midwatch.server.health.StoreMetrics;
import io.midwatch.server.self.SelfMetrics;
import io.midwatch.server.settings.MidwatchProperties;
import io.midwatch.server.settings.SettingsCheck;
import io.midwatch.server.settings.SettingsInForce;
import io.midwatch.storage.contract.control.AuditEntry;
import io.midwatch.storage.contract.control.AuditQuery;
import io.midwatch.ui.live.Decisions;
import io.midwatch.ui.live.LiveStreams;
import io.midwatch.ui.settings.EffectiveSettings;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.hotspot.DefaultExports;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/** The door and the operator's paths of port 8080, and what the server says of itself. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

  @Bean
  CollectorRegistry selfMetrics(StorePorts store, LiveStreams live) {
    CollectorRegistry registry = new CollectorRegistry();
    DefaultExports.register(registry);
    registry.register(new StoreMetrics(store.status()));
    registry.register(new LiveMetrics(live));
    store.figures().forEach(registry::register);
    return registry;
  }

  @Bean
  RepeatLifecycle selfMetricsLifecycle(
      MidwatchProperties properties,
      CollectorRegistry registry,
      StorePorts store,
      InstantSource clock) {
    SelfMetrics self =
        new SelfMetrics(
            registry,
            new OtlpBatchEncoder(),
            store.writer(),
            store.ledger(),
            properties.host() + ":" + properties.httpPort(),
            clock);
    return new RepeatLifecycle("self-metrics", properties.selfMetrics(), self::write);
  }

  @Bean
  Decisions decisions(ControlPorts control) {
    return () ->
        control.audit().entries(AuditQuery.newest(1)).stream()
            .mapToLong(AuditEntry::sequence)
            .sum();
  }

  @Bean
  RepeatLifecycle liveLifecycle(LiveStreams live) {
    return new RepeatLifecycle("live", LiveStreams.BEAT, live::beat);
  }

  @Bean
  EffectiveSettings effectiveSettings(ConfigurableEnvironment environment) {
    return SettingsInForce.of(environment);
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> valves() {
    return tomcat -> {
      tomcat.setProtocol(SeenHttp11Protocol.class.getName());
      tomcat.addEngineValves(new AskerValve());
      tomcat.addContextCustomizers(context ->
          ((StandardHost) context.getParent())
              .setErrorReportValveClass(RefusalValve.class.getName()));
    };
  }

  @Bean
  AbandonedAnswers abandonedAnswers() {
    return new AbandonedAnswers();
  }

  @Bean
  FilterRegistrationBean<AccessFilter> accessFilter(
      MidwatchProperties properties, CollectorProperties ports, InstantSource clock) {
    boolean local = SettingsCheck.isLoopback(properties.host());
    FilterRegistrationBean<AccessFilter> registration =
        new FilterRegistrationBean<>(
            new AccessFilter(
                local ? new Hosts(properties.allowedHosts()) : Hosts.ANY,
                properties.adminToken(),
                ports.otlpHttpPort(),
                clock));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return registration;
  }

  @Bean
  ServletRegistrationBean<HealthServlet> healthz() {
    return servlet("healthz", new HealthServlet(Optional::empty), "/healthz");
  }

  @Bean
  ServletRegistrationBean<HealthServlet> readyz(CollectorLifecycle collector, StorePorts store) {
    return servlet(
        "readyz",
        new HealthServlet(() ->
            collector.isRunning()
                ? store.status().problem()
                : Optional.of("the ports for telemetry are not open")),
        "/readyz");
  }

  @Bean
  ServletRegistrationBean<MetricsServlet> metrics(CollectorRegistry registry) {
    return servlet("metrics", new MetricsServlet(registry), "/metrics");
  }

  private static <T extends jakarta.servlet.http.HttpServlet> ServletRegistrationBean<T> servlet(
      String name, T servlet, String path) {
    ServletRegistrationBean<T> registration = new ServletRegistrationBean<>(servlet, path);
    registration.setName(name);
    return registration;
  }
}
