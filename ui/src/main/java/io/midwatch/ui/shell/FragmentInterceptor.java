package io.midwatch.ui.shell;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/**
 * Answers an htmx request with the page's content only: view {@code x} becomes {@code x ::
 * #content}.
 */
final class FragmentInterceptor implements HandlerInterceptor {
  @Override
  public void postHandle(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable ModelAndView page) {
    String view = page == null ? null : page.getViewName();
    boolean fragment = "true".equals(request.getHeader("HX-Request"));
    if (page != null && view != null && fragment && !view.contains(":")) {
      page.setViewName(view + " :: #content");
    }
  }
}
