package io.midwatch.ui.live;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Opens the stream a browser's pages are kept up to date by. */
@Controller
class LiveController {
  private static final String RETRY_AFTER_SECONDS = "30";

  private final LiveStreams streams;

  LiveController(LiveStreams streams) {
    this.streams = streams;
  }

  @GetMapping("/live")
  @Nullable SseEmitter live(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    // A proxy that gathers an answer before it passes it on would pass on nothing.
    response.setHeader("X-Accel-Buffering", "no");
    if (request.getMethod().equals("HEAD")) {
      response.setContentType("text/event-stream");
      return null;
    }
    Optional<SseEmitter> stream = streams.open();
    if (stream.isEmpty()) {
      response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
      response.setContentType("text/plain;charset=UTF-8");
      response
          .getWriter()
          .write("No stream now: too many browsers have one, or the server is about to end.\n");
    }
    return stream.orElse(null);
  }
}
