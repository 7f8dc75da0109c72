package io.midwatch.collector.ingest;

import io.midwatch.model.Signal;

/**
 * How a request came in.
 *
 * @param source the name of the token that sent it, or {@code local}
 */
public record Arrival(Signal signal, Transport transport, BodyFormat format, String source) {

  /** The two ways of OTLP. */
  public enum Transport {
    HTTP,
    GRPC
  }

  /** How the sender wrote the body. */
  public enum BodyFormat {
    PROTOBUF,
    JSON
  }
}
