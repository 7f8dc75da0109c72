package io.midwatch.demo.caller;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import java.util.Optional;
import org.slf4j.MDC;

/**
 * On whose behalf something runs. Travels as W3C baggage: {@code baggage:
 * tenant.id=globex,enduser.id=globex-u17}.
 *
 * @param tenant id of the tenant
 * @param user id of the user within it
 */
public record Caller(String tenant, String user) {
  /** Key of the tenant on spans, on log lines and in baggage. */
  public static final String TENANT = "tenant.id";

  /** Key of the user on spans, on log lines and in baggage. */
  public static final String USER = "enduser.id";

  /** The caller named by the current baggage, if it names both tenant and user. */
  public static Optional<Caller> current() {
    Baggage baggage = Baggage.current();
    String tenant = baggage.getEntryValue(TENANT);
    String user = baggage.getEntryValue(USER);
    return tenant == null || user == null
        ? Optional.empty()
        : Optional.of(new Caller(tenant, user));
  }

  /**
   * Puts the caller on the current span, on log lines and into baggage until the returned scope is
   * closed, which must happen on the same thread.
   */
  @SuppressWarnings("MustBeClosedChecker") // The scope that is returned closes it.
  public Scope enter() {
    Span.current().setAttribute(TENANT, tenant).setAttribute(USER, user);
    MDC.put(TENANT, tenant);
    MDC.put(USER, user);
    Scope baggage =
        Baggage.current().toBuilder().put(TENANT, tenant).put(USER, user).build().makeCurrent();
    return () -> {
      baggage.close();
      MDC.remove(TENANT);
      MDC.remove(USER);
    };
  }
}
