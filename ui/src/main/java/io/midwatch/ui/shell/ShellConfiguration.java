package io.midwatch.ui.shell;

import io.midwatch.query.window.History;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Hangs the shell into Spring MVC. */
@Configuration(proxyBeanMethods = false)
class ShellConfiguration implements WebMvcConfigurer {
  private final InstantSource clock;
  private final ObjectProvider<History> history;

  ShellConfiguration(InstantSource clock, ObjectProvider<History> history) {
    this.clock = clock;
    this.history = history;
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new ViewParametersResolver(clock));
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new FragmentInterceptor());
    registry.addInterceptor(new ComparisonInterceptor(history::getObject, clock));
  }

  @Override
  public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
    resolvers.addFirst(new ErrorPages());
  }
}
