package io.midwatch.ui.shell;

import io.midwatch.ui.format.ReaderZone;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers pages with times in the reader's zone. What is handed on says UTC whoever asks: a copied
 * Markdown text is read by people in other zones, and files by programs.
 */
@Component
final class ReaderZoneFilter extends OncePerRequestFilter {
  private static final List<String> HANDED_ON = List.of(".md", ".json", ".csv");

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return HANDED_ON.stream().anyMatch(request.getRequestURI()::endsWith);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      ReaderZone.in(
          Display.of(request).zone(),
          () -> {
            chain.doFilter(request, response);
            return null;
          });
    } catch (ServletException | IOException | RuntimeException expected) {
      throw expected;
    } catch (Exception impossible) {
      throw new ServletException(impossible);
    }
  }
}
