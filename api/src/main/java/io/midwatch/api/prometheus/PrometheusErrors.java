package io.midwatch.api.prometheus;

import io.midwatch.api.prometheus.PrometheusErrorException.Type;
import io.midwatch.query.promql.PromqlException;
import io.midwatch.query.promql.syntax.SyntaxException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Errors in the form of the Prometheus API.
 *
 * <pre>
 * 400 {"status":"error","errorType":"bad_data","error":"invalid parameter \"query\": 1:5: …"}
 * </pre>
 */
@RestControllerAdvice("io.midwatch.api.prometheus")
@Order(Ordered.HIGHEST_PRECEDENCE)
class PrometheusErrors {
  private static final Logger LOG = LoggerFactory.getLogger(PrometheusErrors.class);
  private static final String OF_QUERY = "invalid parameter \"query\": ";

  @ExceptionHandler
  ResponseEntity<byte[]> refused(PrometheusErrorException refused) {
    return PrometheusJson.error(refused.type(), String.valueOf(refused.getMessage()));
  }

  @ExceptionHandler
  ResponseEntity<byte[]> malformed(SyntaxException malformed) {
    return PrometheusJson.error(Type.BAD_DATA, OF_QUERY + malformed.getMessage());
  }

  @ExceptionHandler
  ResponseEntity<byte[]> unanswered(PromqlException unanswered) {
    Type type =
        switch (unanswered.kind()) {
          case BAD_DATA, NOT_SUPPORTED -> Type.BAD_DATA;
          case EXECUTION -> Type.EXECUTION;
          case TIMEOUT -> Type.TIMEOUT;
          case CANCELED -> Type.CANCELED;
        };
    String message = String.valueOf(unanswered.getMessage());
    boolean query = unanswered.kind() == PromqlException.Kind.BAD_DATA;
    return PrometheusJson.error(type, query ? OF_QUERY + message : message);
  }

  @ExceptionHandler
  ResponseEntity<byte[]> failed(RuntimeException failure) {
    LOG.error("a PromQL query failed", failure);
    return PrometheusJson.error(
        Type.INTERNAL, "The query could not be answered; the log says why.");
  }
}
