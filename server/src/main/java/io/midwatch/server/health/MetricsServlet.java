package io.midwatch.server.health;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;

/** Answers {@code GET /metrics} with Midwatch's own figures, in the format the scraper asks for. */
public final class MetricsServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient CollectorRegistry registry;

  public MetricsServlet(CollectorRegistry registry) {
    this.registry = registry;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String contentType = TextFormat.chooseContentType(request.getHeader("Accept"));
    response.setContentType(contentType);
    try (Writer writer = response.getWriter()) {
      TextFormat.writeFormat(contentType, writer, registry.metricFamilySamples());
    }
  }
}
