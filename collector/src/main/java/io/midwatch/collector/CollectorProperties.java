package io.midwatch.collector;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the two OTLP receivers.
 *
 * @param otlpHttpPort port of OTLP/HTTP, 0 for any free one
 * @param otlpGrpcPort port of OTLP/gRPC, 0 for any free one
 * @param collector bounds of both
 */
@Validated
@ConfigurationProperties("midwatch")
public record CollectorProperties(
    @Min(0) @Max(65535) @DefaultValue("4318") int otlpHttpPort,
    @Min(0) @Max(65535) @DefaultValue("4317") int otlpGrpcPort,
    @Valid @DefaultValue Bounds collector) {

  /**
   * What a sender may use.
   *
   * @param maxCompressedSize largest body as sent
   * @param maxBodySize largest body after decompression
   * @param maxConnections open connections on the HTTP port
   * @param idleTimeout a sender that makes no progress for this long is cut off
   */
  public record Bounds(
      @NotNull @DefaultValue("64MB") DataSize maxCompressedSize,
      @NotNull @DefaultValue("64MB") DataSize maxBodySize,
      @Min(1) @DefaultValue("1024") int maxConnections,
      @NotNull @DefaultValue("10s") Duration idleTimeout) {}
}
