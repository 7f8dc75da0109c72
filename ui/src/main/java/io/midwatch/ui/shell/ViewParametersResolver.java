package io.midwatch.ui.shell;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Gives controllers the {@link ViewParameters} of the request; one moment counts as now for the
 * whole request.
 */
final class ViewParametersResolver implements HandlerMethodArgumentResolver {
  private static final String ATTRIBUTE = ViewParameters.class.getName();

  private final InstantSource clock;

  ViewParametersResolver(InstantSource clock) {
    this.clock = clock;
  }

  static ViewParameters of(HttpServletRequest request, InstantSource clock) {
    if (request.getAttribute(ATTRIBUTE) instanceof ViewParameters known) {
      return known;
    }
    ViewParameters parsed = ViewParameters.parse(request::getParameter, clock.instant());
    request.setAttribute(ATTRIBUTE, parsed);
    return parsed;
  }

  /** Answers the request with these instead. */
  static void set(HttpServletRequest request, ViewParameters changed) {
    request.setAttribute(ATTRIBUTE, changed);
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == ViewParameters.class;
  }

  @Override
  public @Nullable Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    HttpServletRequest http = request.getNativeRequest(HttpServletRequest.class);
    if (http == null) {
      throw new IllegalStateException("expected a servlet request, found " + request.getClass());
    }
    return of(http, clock);
  }
}
