package io.midwatch.demo.caller;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import java.util.function.Function;

/** A hand-written span around a step of the business, recorded through the OpenTelemetry API. */
public final class ManualSpan {
  private static final String SCOPE = "io.midwatch.demo";

  private ManualSpan() {}

  /**
   * Runs the step inside an internal span of this name. What the step throws is recorded on the
   * span and thrown on.
   */
  public static <T> T call(String name, Function<Span, T> step) {
    Span span = GlobalOpenTelemetry.getTracer(SCOPE).spanBuilder(name).startSpan();
    try (Scope _ = span.makeCurrent()) {
      return step.apply(span);
    } catch (RuntimeException e) {
      span.setStatus(StatusCode.ERROR, String.valueOf(e.getMessage())).recordException(e);
      throw e;
    } finally {
      span.end();
    }
  }
}
