package io.midwatch.api.request;

import java.time.InstantSource;
import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Hangs the parameters into Spring MVC. */
@Configuration(proxyBeanMethods = false)
class RequestConfiguration implements WebMvcConfigurer {
  private final InstantSource clock;

  RequestConfiguration(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new ParametersResolver(clock));
  }
}
