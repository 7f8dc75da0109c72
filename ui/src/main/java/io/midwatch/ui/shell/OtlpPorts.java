package io.midwatch.ui.shell;

/**
 * The ports on which this installation takes OTLP; a bean of the server, the standard ports without
 * one.
 */
public record OtlpPorts(int http, int grpc) {
  public static final OtlpPorts STANDARD = new OtlpPorts(4318, 4317);
}
