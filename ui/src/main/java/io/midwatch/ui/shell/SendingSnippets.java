package io.midwatch.ui.shell;

/**
 * What to type so that a service sends its telemetry here, with this server's address and, where it
 * asks for one, the header that carries its ingest token. Pure.
 */
public record SendingSnippets(ServerAddress server) {
  private static final String TOKEN = "MIDWATCH_INGEST_TOKEN";

  /** A command line with the OpenTelemetry Java agent. */
  public String agent() {
    return """
    java -javaagent:opentelemetry-javaagent.jar \\
      -Dotel.service.name=my-service \\
      -Dotel.resource.attributes=deployment.environment.name=production,service.version=1.0.0 \\
      -Dotel.exporter.otlp.endpoint=%s \\
    %s  -jar my-service.jar\
    """
        .formatted(
            server.otlpHttp(),
            guarded(
                "  -Dotel.exporter.otlp.headers=\"Authorization=Bearer%20$" + TOKEN + "\" \\\n"));
  }

  /** Properties of Spring Boot's OpenTelemetry starter. */
  public String starter() {
    String bearer = "Authorization=Bearer ${" + TOKEN + "}";
    return """
    management.tracing.sampling.probability=1.0
    management.opentelemetry.tracing.export.otlp.endpoint=%1$s/v1/traces
    management.opentelemetry.logging.export.otlp.endpoint=%1$s/v1/logs
    management.otlp.metrics.export.url=%1$s/v1/metrics\
    """
            .formatted(server.otlpHttp())
        + guarded("\nmanagement.opentelemetry.tracing.export.otlp.headers." + bearer)
        + guarded("\nmanagement.opentelemetry.logging.export.otlp.headers." + bearer)
        + guarded("\nmanagement.otlp.metrics.export.headers." + bearer);
  }

  /** One span of a service {@code hello}, from a shell. */
  public String curl() {
    return """
    curl -sS %s/v1/traces \\
    %s  -H 'Content-Type: application/json' -d '{"resourceSpans":[{
     "resource":{"attributes":[{"key":"service.name","value":{"stringValue":"hello"}}]},
     "scopeSpans":[{"spans":[{"traceId":"'$(openssl rand -hex 16)'",
      "spanId":"'$(openssl rand -hex 8)'","name":"GET /hello","kind":2,
      "startTimeUnixNano":"'$(date +%%s)'000000000","endTimeUnixNano":"'$(date +%%s)'050000000"}]}]}]}'\
    """
        .formatted(
            server.otlpHttp(), guarded("  -H \"Authorization: Bearer $" + TOKEN + "\" \\\n"));
  }

  /** The line a pipeline runs when it has deployed. */
  public String deploy() {
    return """
    curl -sS %s/api/v1/deploys -H 'Content-Type: application/json' \\
      -d '{"service":"checkout","version":"2.41.0","environment":"production"}'\
    """
        .formatted(server.page());
  }

  /** A Collector that reads a broker's queues. */
  public String broker() {
    return collector(
        """
        rabbitmq:
            endpoint: http://broker:15672
            username: monitor
            password: its-password\
        """,
        "rabbitmq");
  }

  /** A Collector that reads a database server's connections. */
  public String database() {
    return collector(
        """
        postgresql:
            endpoint: database:5432
            username: monitor
            password: its-password\
        """,
        "postgresql");
  }

  private String collector(String receiver, String name) {
    return """
    receivers:
      %s
    exporters:
      otlphttp:
        endpoint: %s
    %sservice:
      pipelines:
        metrics: {receivers: [%s], exporters: [otlphttp]}\
    """
        .formatted(
            receiver,
            server.otlpHttp(),
            guarded("    headers: {Authorization: 'Bearer ${env:" + TOKEN + "}'}\n"),
            name);
  }

  private String guarded(String line) {
    return server.guarded() ? line : "";
  }
}
