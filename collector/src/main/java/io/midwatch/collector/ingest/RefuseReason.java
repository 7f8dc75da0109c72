package io.midwatch.collector.ingest;

/**
 * Why a whole request is turned away, with its HTTP status and its {@code google.rpc.Code}. Only
 * the retryable ones use a status that OTLP lets a sender retry.
 */
public enum RefuseReason {
  UNAUTHENTICATED("unauthenticated", 401, 16),
  FORBIDDEN_HOST("forbidden_host", 403, 7),
  UNKNOWN_PATH("unknown_path", 404, 5),
  WRONG_METHOD("wrong_method", 405, 12),
  TOO_LARGE("too_large", 413, 8),
  UNSUPPORTED_TYPE("unsupported_type", 415, 3),
  UNSUPPORTED_ENCODING("unsupported_encoding", 415, 3),
  UNDECODABLE("undecodable", 400, 3),
  /** The body stopped coming, or the client went away. */
  INCOMPLETE("incomplete", 408, 1),
  /** The store or the memory for bodies is full; the sender should retry. */
  OVERLOADED("overloaded", 503, 14),
  /** The store failed; nothing is known to be stored and the sender should retry. */
  STORE_FAILED("store_failed", 503, 14);

  private final String label;
  private final int httpStatus;
  private final int rpcCode;

  RefuseReason(String label, int httpStatus, int rpcCode) {
    this.label = label;
    this.httpStatus = httpStatus;
    this.rpcCode = rpcCode;
  }

  /** The value of a {@code reason} label. */
  public String label() {
    return label;
  }

  public int httpStatus() {
    return httpStatus;
  }

  public int rpcCode() {
    return rpcCode;
  }

  /** Whether the sender should send the same request again later. */
  public boolean retryable() {
    return this == OVERLOADED || this == STORE_FAILED;
  }
}
