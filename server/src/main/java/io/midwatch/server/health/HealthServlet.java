package io.midwatch.server.health;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/** Answers {@code GET /healthz} or {@code /readyz}: 200 {@code ok}, else 503 {@code not ready}. */
public final class HealthServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient BooleanSupplier healthy;

  public HealthServlet(BooleanSupplier healthy) {
    this.healthy = healthy;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean ok = healthy.getAsBoolean();
    response.setStatus(ok ? 200 : 503);
    response.setContentType("text/plain;charset=UTF-8");
    response.getWriter().write(ok ? "ok\n" : "not ready\n");
  }
}
