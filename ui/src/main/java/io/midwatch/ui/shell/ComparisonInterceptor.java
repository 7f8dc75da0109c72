package io.midwatch.ui.shell;

import io.midwatch.query.window.Comparison;
import io.midwatch.query.window.History;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.ui.format.CompareText;
import io.midwatch.ui.format.Format;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Compares with nothing, and says so, where what is recorded does not reach back to the day or week
 * a reader asked to compare with: otherwise all would be new.
 */
final class ComparisonInterceptor implements HandlerInterceptor {
  private static final Format FORMAT = new Format();

  private final Supplier<History> history;
  private final InstantSource clock;

  ComparisonInterceptor(Supplier<History> history, InstantSource clock) {
    this.history = history;
    this.clock = clock;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (request.getParameter("cmp") == null) {
      return true;
    }
    ViewParameters at = ViewParametersResolver.of(request, clock);
    Comparison asked = at.asked();
    if (asked == Comparison.DAY || asked == Comparison.WEEK) {
      TimeRange past = asked.of(at.question().range());
      if (!history.get().reaches(past)) {
        ViewParametersResolver.set(
            request,
            at.comparingWithNothing(
                "Compared with nothing: no request is recorded of "
                    + CompareText.period(asked)
                    + ", "
                    + FORMAT.dateTime(FORMAT.instant(past.fromUnixNano()))
                    + "."));
      }
    }
    return true;
  }
}
