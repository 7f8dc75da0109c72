package io.midwatch.ui.shell;

import java.time.InstantSource;
import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Hangs the shell into Spring MVC. */
@Configuration(proxyBeanMethods = false)
class ShellConfiguration implements WebMvcConfigurer {
  private final InstantSource clock;

  ShellConfiguration(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new ViewParametersResolver(clock));
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new FragmentInterceptor());
  }

  @Override
  public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
    resolvers.addFirst(new ErrorPages());
  }
}
