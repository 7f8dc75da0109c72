package io.midwatch.api.request;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands {@link Parameters} to controllers. */
final class ParametersResolver implements HandlerMethodArgumentResolver {
  private final InstantSource clock;

  ParametersResolver(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Parameters.class;
  }

  @Override
  public Parameters resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    return new Parameters(request.getParameterMap(), clock.instant());
  }
}
