package io.midwatch.ui.shell;

/**
 * The ports on which this installation takes OTLP; a bean of the server, the standard ports without
 * one.
 *
 * @param guarded whether a sender has to carry the ingest token
 */
public record OtlpPorts(int http, int grpc, boolean guarded) {
  public static final OtlpPorts STANDARD = new OtlpPorts(4318, 4317, false);
}
