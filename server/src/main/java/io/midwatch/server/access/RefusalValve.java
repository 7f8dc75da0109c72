package io.midwatch.server.access;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * What is said where no page was asked, because Tomcat could not read the request: programs are
 * told in the form of their API, others in one line. Nothing of the request is repeated.
 */
public final class RefusalValve extends ErrorReportValve {
  private static final String UNREADABLE = "the request or its address cannot be read";
  private static final String FAILED = "the request failed";

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    int status = response.getStatus();
    if (status < HttpServletResponse.SC_BAD_REQUEST
        || response.getContentWritten() > 0
        || !response.setErrorReported()) {
      return;
    }
    boolean asked = status < HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    String why = asked ? UNREADABLE : FAILED;
    String path = request.getRequestURI();
    try {
      if (path != null && path.startsWith("/prometheus/")) {
        write(
            response,
            "application/json",
            "{\"status\":\"error\",\"errorType\":\"%s\",\"error\":\"%s\"}"
                .formatted(asked ? "bad_data" : "internal", why));
      } else if (path != null && path.startsWith("/api/")) {
        write(
            response,
            "application/problem+json",
            "{\"status\":%d,\"detail\":\"%s\"}".formatted(status, why));
      } else {
        write(response, "text/plain", status + ": " + why + "\n");
      }
    } catch (IOException _) {
      // Nobody listens any more.
    }
  }

  private static void write(Response response, String type, String body) throws IOException {
    response.setContentType(type);
    response.setCharacterEncoding("UTF-8");
    response.getReporter().write(body);
    response.finishResponse();
  }
}
