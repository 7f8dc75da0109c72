package io.midwatch.server.health;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Answers {@code GET /healthz} or {@code /readyz}: 200 {@code ok}, else 503 {@code not ready} and
 * why in words.
 */
public final class HealthServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient Supplier<Optional<String>> problem;

  /**
   * @param problem why not, empty when all is well
   */
  public HealthServlet(Supplier<Optional<String>> problem) {
    this.problem = problem;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<String> now = problem.get();
    response.setStatus(now.isEmpty() ? 200 : 503);
    response.setContentType("text/plain;charset=UTF-8");
    response.getWriter().write(now.map(why -> "not ready: " + why + "\n").orElse("ok\n"));
  }
}
