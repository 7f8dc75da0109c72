package io.midwatch.ui.shell;

/**
 * Where this server is reached, as the reader's browser sees it; the snippets for sending telemetry
 * carry it.
 *
 * @param page the address of the pages: {@code http://127.0.0.1:8080}
 * @param otlpHttp {@code http://127.0.0.1:4318}
 * @param otlpGrpc {@code http://127.0.0.1:4317}
 * @param guarded whether a sender has to carry the ingest token
 */
public record ServerAddress(String page, String otlpHttp, String otlpGrpc, boolean guarded) {

  /** What to type so that a service sends here. */
  public SendingSnippets snippets() {
    return new SendingSnippets(this);
  }
}
