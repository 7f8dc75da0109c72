package io.midwatch.server.settings;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings as typed values; {@link Setting} says what is allowed.
 *
 * @param host address all servers listen on
 * @param http the pages and the API
 * @param otlp where telemetry comes in
 * @param memory the in-memory store
 * @param admin token for pages and API, empty on loopback
 * @param ingest token for telemetry, empty on loopback
 * @param allowed host names answered beside the local ones
 * @param tenant attribute keys that name the customer, first match wins
 * @param user attribute keys that name the user, first match wins
 */
@ConfigurationProperties("midwatch")
public record MidwatchProperties(
    @DefaultValue("127.0.0.1") String host,
    @DefaultValue Http http,
    @DefaultValue Otlp otlp,
    @DefaultValue("memory") String store,
    @DefaultValue Memory memory,
    @DefaultValue Token admin,
    @DefaultValue Token ingest,
    @DefaultValue Allowed allowed,
    @DefaultValue Keys tenant,
    @DefaultValue Keys user) {

  public record Http(@DefaultValue("8080") int port) {}

  public record Otlp(@DefaultValue OtlpHttp http, @DefaultValue OtlpGrpc grpc) {}

  public record OtlpHttp(@DefaultValue("4318") int port) {}

  public record OtlpGrpc(@DefaultValue("4317") int port) {}

  /** {@code capacity}: items held per signal, the oldest go first. */
  public record Memory(@DefaultValue("1000000") int capacity) {}

  /** A secret; its text form never shows it. */
  public record Token(@DefaultValue("") String token) {
    @Override
    public String toString() {
      return token.isEmpty() ? "(not set)" : "***";
    }
  }

  public record Allowed(@DefaultValue List<String> hosts) {}

  /** Empty takes the defaults of {@link io.midwatch.model.semconv.IdentityKeys}. */
  public record Keys(@DefaultValue List<String> keys) {}
}
