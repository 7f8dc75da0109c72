package io.midwatch.server.access;

import io.midwatch.storage.contract.AbandonedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** A question given up because its client went away is no failure, and nobody reads the answer. */
public final class AbandonedAnswers implements HandlerExceptionResolver, Ordered {
  @Override
  public @Nullable ModelAndView resolveException(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception failure) {
    if (!(failure instanceof AbandonedException)) {
      return null;
    }
    response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    return new ModelAndView();
  }

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }
}
