package io.midwatch.server.wiring;

import io.midwatch.derive.error.ErrorGrouper;
import io.midwatch.derive.error.FailureReader;
import io.midwatch.insight.deploy.BuildComparison;
import io.midwatch.insight.deploy.DeployBoard;
import io.midwatch.insight.deploy.DeployEffects;
import io.midwatch.insight.error.ErrorInbox;
import io.midwatch.insight.error.ErrorWatch;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.query.errors.ErrorActivities;
import io.midwatch.query.errors.ErrorHistory;
import io.midwatch.query.errors.ErrorSamples;
import io.midwatch.query.errors.ErrorsService;
import io.midwatch.query.requests.RequestStatistics;
import io.midwatch.query.versions.VersionsService;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is thought of the telemetry, and what people make of it. */
@Configuration(proxyBeanMethods = false)
class InsightConfiguration {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

  @Bean
  ErrorsService errorsService(StorePorts store) {
    return new ErrorsService(store.rollups());
  }

  @Bean
  ErrorHistory errorHistory(StorePorts store, InstantSource clock) {
    return new ErrorHistory(store.rollups(), clock);
  }

  @Bean
  ErrorInbox errorInbox(
      ErrorsService errors,
      ErrorHistory history,
      StorePorts store,
      ControlPorts control,
      CanonicalReader reader,
      InstantSource clock) {
    FailureReader failures = new FailureReader(reader, new ErrorGrouper());
    ErrorSamples samples =
        new ErrorSamples(
            store.rollups(), store.spans(), store.logs(), failures::groups, failures::group);
    return new ErrorInbox(errors, history, samples, control.errorStates(), clock);
  }

  @Bean
  DeployBoard deployBoard(StorePorts store, ControlPorts control, InstantSource clock) {
    return new DeployBoard(control.deploys(), new VersionsService(store.rollups()), clock);
  }

  @Bean
  DeployEffects deployEffects(RequestStatistics requests, InstantSource clock) {
    return new DeployEffects(requests, clock);
  }

  @Bean
  BuildComparison buildComparison(RequestStatistics requests, ErrorsService errors) {
    return new BuildComparison(requests, errors);
  }

  @Bean
  RepeatLifecycle watchLifecycle(
      ErrorHistory history, StorePorts store, ControlPorts control, InstantSource clock) {
    ErrorWatch watch =
        new ErrorWatch(
            new ErrorActivities(store.rollups(), clock), history, control.errorStates(), clock);
    return new RepeatLifecycle("error-watch", BETWEEN_LOOKS, watch::look);
  }
}
