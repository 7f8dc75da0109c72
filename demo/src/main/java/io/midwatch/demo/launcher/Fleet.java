package io.midwatch.demo.launcher;

import io.midwatch.demo.broker.Broker;
import io.midwatch.demo.importer.ImporterApplication;
import io.midwatch.demo.payments.PaymentsApplication;
import io.midwatch.demo.shop.ShopApplication;
import io.midwatch.demo.thirdparty.Role;
import io.midwatch.demo.thirdparty.ThirdParty;
import io.midwatch.demo.traffic.Traffic;
import io.midwatch.demo.webhooks.WebhooksApplication;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Knows how to start each process of the order business. Starts only; who waits and who stops is
 * the caller's.
 */
final class Fleet {
  private static final String GRPC = "grpc";
  private static final String HTTP = "http/protobuf";

  /**
   * What the services use: an agent that looks for nothing else takes a third less CPU to start.
   */
  private static final List<String> INSTRUMENTATIONS =
      List.of(
          "tomcat",
          "servlet",
          "spring-webmvc",
          "jdbc",
          "hikaricp",
          "jms",
          "spring-jms",
          "java-http-client",
          "executors",
          "logback-appender",
          "opentelemetry-api",
          "runtime-telemetry");

  private final Installation installation;
  private final Folders folders;
  private final Ports ports;
  private final Path hosts;
  private final String databaseUrl;

  Fleet(Installation installation, Folders folders, Ports ports, Path hosts, String databaseUrl) {
    this.installation = installation;
    this.folders = folders;
    this.ports = ports;
    this.hosts = hosts;
    this.databaseUrl = databaseUrl;
  }

  /** Broker and pollers. */
  Child startBroker() throws IOException {
    return start(
        "broker",
        plain("broker", 128)
            .run(
                installation.jar(),
                Broker.class,
                ports.broker(),
                otlpHttp(),
                databaseUrl,
                Postgres.USER));
  }

  /** The server of someone else; each is a process of its own, so that one may fail alone. */
  Child startThirdParty(Role role) throws IOException {
    int port =
        switch (role) {
          case CARD_PROCESSOR -> ports.cards();
          case EMAIL_PROVIDER -> ports.mail();
          case CUSTOMERS -> ports.customers();
        };
    return start(
        role.process(),
        plain(role.process(), 24).run(installation.jar(), ThirdParty.class, role.process(), port));
  }

  Child startTraffic(double perSecond) throws IOException {
    return start("traffic", plain("traffic", 64).run(installation.jar(), Traffic.class, perSecond));
  }

  /**
   * One instance of shop; {@code process} is its name here and, on spans, the id of the instance.
   */
  Child startShop(String process, String version, int port, boolean loyaltyDiscount)
      throws IOException {
    JavaCommand command =
        service(process, "shop", version, 192, GRPC)
            .property("server.port", port)
            .property("demo.payments-url", "http://" + HostNames.PAYMENTS + ":" + ports.payments())
            .property("demo.loyalty-discount", loyaltyDiscount);
    return start(process, broker(database(command)).run(installation.jar(), ShopApplication.class));
  }

  Child startPayments() throws IOException {
    JavaCommand command =
        service("payments", "payments", "1.12.0", 144, HTTP)
            .property("otel.semconv-stability.opt-in", "database")
            .property("server.port", ports.payments())
            .property("demo.cards-url", "http://" + HostNames.CARDS + ":" + ports.cards())
            .property("demo.mail-url", "http://" + HostNames.MAIL + ":" + ports.mail());
    return start("payments", database(command).run(installation.jar(), PaymentsApplication.class));
  }

  Child startImporter() throws IOException {
    JavaCommand command =
        service("importer", "importer", "3.0.2", 128, GRPC)
            .property("otel.exporter.otlp.compression", "gzip");
    return start(
        "importer", broker(database(command)).run(installation.jar(), ImporterApplication.class));
  }

  Child startWebhooks() throws IOException {
    JavaCommand command =
        service("webhooks", "webhooks", "0.9.7", 128, HTTP)
            .property("otel.exporter.otlp.compression", "gzip")
            .property("demo.customers-port", ports.customers());
    return start("webhooks", broker(command).run(installation.jar(), WebhooksApplication.class));
  }

  private Child start(String process, List<String> command) throws IOException {
    return Child.start(
        process, command, Map.of(), folders.log(process), folders.readyFile(process));
  }

  private JavaCommand plain(String process, int megabytes) {
    return JavaCommand.withHeap(megabytes)
        .property("jdk.net.hosts.file", hosts)
        .readyFile(folders.readyFile(process));
  }

  private JavaCommand service(
      String process, String service, String version, int megabytes, String protocol) {
    JavaCommand command =
        plain(process, megabytes)
            .agent(installation.agent())
            .property("otel.instrumentation.common.default-enabled", false);
    INSTRUMENTATIONS.forEach(
        name -> command.property("otel.instrumentation." + name + ".enabled", true));
    return command
        .property("otel.service.name", service)
        .property(
            "otel.resource.attributes",
            "service.version="
                + version
                + ",service.instance.id="
                + process
                + ",deployment.environment.name=production")
        .property("otel.exporter.otlp.protocol", protocol)
        .property("otel.exporter.otlp.endpoint", protocol.equals(GRPC) ? otlpGrpc() : otlpHttp())
        .property("otel.metric.export.interval", 10_000)
        .property("otel.bsp.schedule.delay", 1_000)
        .property("otel.blrp.schedule.delay", 1_000)
        .property(
            "otel.instrumentation.logback-appender.experimental.mdc-attributes.included",
            "tenant.id,enduser.id");
  }

  private JavaCommand database(JavaCommand command) {
    return command
        .property("spring.datasource.url", databaseUrl)
        .property("spring.datasource.username", Postgres.USER);
  }

  private JavaCommand broker(JavaCommand command) {
    return command.property("demo.broker-url", "tcp://" + HostNames.BROKER + ":" + ports.broker());
  }

  private String otlpGrpc() {
    return "http://127.0.0.1:" + ports.otlpGrpc();
  }

  private String otlpHttp() {
    return "http://127.0.0.1:" + ports.otlpHttp();
  }
}
