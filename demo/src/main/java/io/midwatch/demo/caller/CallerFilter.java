package io.midwatch.demo.caller;

import io.opentelemetry.context.Scope;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Takes the caller from the headers {@code X-Tenant} and {@code X-User} at the edge, or from
 * baggage further in, and runs the request on its behalf. Headers of any other form than an id are
 * ignored.
 */
public final class CallerFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final String ID = "[a-z0-9-]{1,40}";

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Optional<Caller> caller = fromHeaders(request).or(Caller::current);
    if (caller.isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    try (Scope _ = caller.get().enter()) {
      chain.doFilter(request, response);
    }
  }

  private static Optional<Caller> fromHeaders(HttpServletRequest request) {
    String tenant = request.getHeader("X-Tenant");
    String user = request.getHeader("X-User");
    return tenant == null || user == null || !tenant.matches(ID) || !user.matches(ID)
        ? Optional.empty()
        : Optional.of(new Caller(tenant, user));
  }
}
