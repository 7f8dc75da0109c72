package io.midwatch.model.semconv;

import static io.midwatch.model.semconv.Conversion.OBSERVATION;
import static io.midwatch.model.semconv.Conversion.PATH_OF_TARGET;
import static io.midwatch.model.semconv.Conversion.QUERY_OF_TARGET;
import static io.midwatch.model.semconv.FieldRow.row;
import static io.midwatch.model.semconv.FieldRow.same;
import static io.midwatch.model.semconv.Spelling.of;

import java.util.List;

/**
 * Names of HTTP calls; their two ends are {@link NetworkNames}.
 *
 * <p>Source: semantic conventions, "HTTP semantic convention stability migration"; Spring
 * Framework, "Observability Support", for what Micrometer makes spans of.
 */
final class HttpNames {
  static final List<FieldRow> ROWS =
      List.of(
          row(
              CanonicalField.HTTP_METHOD,
              of("http.request.method"),
              of("http.method"),
              of("method", OBSERVATION)),
          same(CanonicalField.HTTP_METHOD_ORIGINAL, "http.request.method_original"),
          row(
              CanonicalField.HTTP_STATUS,
              of("http.response.status_code"),
              of("http.status_code"),
              of("status", OBSERVATION)),
          row(CanonicalField.HTTP_ROUTE, of("http.route"), of("uri", OBSERVATION)),
          same(
              CanonicalField.HTTP_RESEND_COUNT,
              "http.request.resend_count",
              "http.resend_count",
              "http.retry_count"),
          same(
              CanonicalField.HTTP_REQUEST_SIZE,
              "http.request.body.size",
              "http.request_content_length",
              "http.request_content_length_uncompressed"),
          same(
              CanonicalField.HTTP_RESPONSE_SIZE,
              "http.response.body.size",
              "http.response_content_length",
              "http.response_content_length_uncompressed"),
          same(CanonicalField.URL_FULL, "url.full", "http.url"),
          row(CanonicalField.URL_PATH, of("url.path"), of("http.target", PATH_OF_TARGET)),
          row(CanonicalField.URL_QUERY, of("url.query"), of("http.target", QUERY_OF_TARGET)),
          same(CanonicalField.URL_SCHEME, "url.scheme", "http.scheme"),
          same(CanonicalField.URL_TEMPLATE, "url.template"),
          same(CanonicalField.USER_AGENT, "user_agent.original", "http.user_agent"),
          same(CanonicalField.ERROR_TYPE, "error.type"));

  private HttpNames() {}
}
