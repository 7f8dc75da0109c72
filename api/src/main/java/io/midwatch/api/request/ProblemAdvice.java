package io.midwatch.api.request;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Errors of the API as problem details.
 *
 * <pre>
 * {"type": "about:blank", "title": "Bad Request", "status": 400, "instance": "/api/v1/traces",
 *  "detail": "limit: “many” is none", "parameter": "limit", "allowed": "1 to 1000"}
 * </pre>
 *
 * Source: RFC 9457.
 */
@RestControllerAdvice("io.midwatch.api")
class ProblemAdvice {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

  @ExceptionHandler
  ProblemDetail badParameter(BadParameterException bad) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(bad.getMessage()));
    problem.setProperty("parameter", bad.parameter());
    problem.setProperty("allowed", bad.allowed());
    return problem;
  }

  @ExceptionHandler
  ProblemDetail notFound(NotFoundException absent) {
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.NOT_FOUND, String.valueOf(absent.getMessage()));
  }

  /** What Spring itself refuses keeps its own problem. */
  @ExceptionHandler
  ProblemDetail refused(ErrorResponseException refused) {
    return refused.getBody();
  }

  @ExceptionHandler
  ProblemDetail failed(RuntimeException failure) {
    LOG.error("a question to the API failed", failure);
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.INTERNAL_SERVER_ERROR, "The question could not be answered; the log says why.");
  }
}
