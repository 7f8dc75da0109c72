package io.midwatch.derive.error;

import java.util.List;

/**
 * What a stack trace says of the bug behind it: what was thrown first of all, and the innermost
 * call of own code that led there.
 *
 * <pre>
 * jakarta.servlet.ServletException: Request processing failed
 *     at org.springframework.web.servlet.FrameworkServlet.processRequest(FrameworkServlet.java:1022)
 *     at com.shop.Checkout.pay(Checkout.java:40)
 * Caused by: java.lang.IllegalStateException: cart 4711 is empty      type, message
 *     at java.base/java.util.Optional.orElseThrow(Optional.java:403)
 *     at com.shop.Checkout.lambda$total$0(Checkout.java:55)           frame com.shop.Checkout.total
 *     ... 17 more
 * </pre>
 *
 * @param type of the root cause as printed; empty when the trace does not say it
 * @param message of the root cause as printed
 * @param frame the innermost call of own code; without any, the innermost call; empty without calls
 * @param causes exceptions around the root cause, 0 for an exception that stands alone
 */
record StackTrace(String type, String message, String frame, int causes) {
  static final StackTrace NONE = new StackTrace("", "", "", 0);

  /** Of exceptions as printed, the outermost first. */
  static StackTrace of(List<Thrown> outermostFirst) {
    if (outermostFirst.isEmpty()) {
      return NONE;
    }
    for (int i = 1; i < outermostFirst.size(); i++) {
      addElided(outermostFirst.get(i), outermostFirst.get(i - 1));
    }
    Thrown root = outermostFirst.getLast();
    return new StackTrace(
        root.type, root.message.toString(), frame(outermostFirst), outermostFirst.size() - 1);
  }

  /**
   * The frames a cause has in common with the exception around it are printed there only; a cause
   * must have the same innermost own call whether it was wrapped or not.
   */
  private static void addElided(Thrown cause, Thrown around) {
    int from = around.frames.size() - cause.elided;
    if (cause.elided > 0 && from >= 0 && around.frames.size() < Thrown.MOST_FRAMES) {
      around.frames.subList(from, around.frames.size()).forEach(cause::add);
    }
  }

  private static String frame(List<Thrown> outermostFirst) {
    for (Thrown thrown : outermostFirst.reversed()) {
      Frame own = thrown.firstOwn();
      if (own != null) {
        return own.function();
      }
    }
    for (Frame frame : outermostFirst.getLast().frames) {
      if (!frame.function().isEmpty()) {
        return frame.function();
      }
    }
    return "";
  }
}
