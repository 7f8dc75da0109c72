package io.midwatch.demo.shop;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Turns exceptions into problem details; what is the shop's own fault goes to the log and onto the
 * span.
 */
@RestControllerAdvice
class Failures extends ResponseEntityExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(Failures.class);

  @ExceptionHandler(IllegalArgumentException.class)
  ProblemDetail badRequest(IllegalArgumentException e) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
  }

  @ExceptionHandler(PaymentFailedException.class)
  ProblemDetail paymentFailed(PaymentFailedException e, HttpServletRequest request) {
    return failed(HttpStatus.BAD_GATEWAY, e, request);
  }

  @ExceptionHandler(RuntimeException.class)
  ProblemDetail unexpected(RuntimeException e, HttpServletRequest request) {
    return failed(HttpStatus.INTERNAL_SERVER_ERROR, e, request);
  }

  private static ProblemDetail failed(
      HttpStatus status, RuntimeException e, HttpServletRequest request) {
    Span.current().recordException(e).setStatus(StatusCode.ERROR, String.valueOf(e.getMessage()));
    log.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
    return ProblemDetail.forStatus(status);
  }
}
