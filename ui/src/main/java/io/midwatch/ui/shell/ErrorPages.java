package io.midwatch.ui.shell;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponse;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * Shows a browser the error page where Spring would answer with a problem detail: a person who
 * mistyped an address reads a sentence. Programs, which do not name {@code text/html}, and all of
 * the API keep the problem.
 */
final class ErrorPages implements HandlerExceptionResolver {
  @Override
  public @Nullable ModelAndView resolveException(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception failure) {
    if (!(failure instanceof ErrorResponse refused) || !isForReading(request)) {
      return null;
    }
    try {
      response.sendError(refused.getStatusCode().value());
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
    return new ModelAndView();
  }

  private static boolean isForReading(HttpServletRequest request) {
    String accepted = request.getHeader(HttpHeaders.ACCEPT);
    return accepted != null
        && accepted.contains(MediaType.TEXT_HTML_VALUE)
        && !request.getRequestURI().startsWith("/api/");
  }
}
