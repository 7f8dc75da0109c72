package io.midwatch.ui.shell;

import io.midwatch.ui.format.Format;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Puts the frame ({@code shell}) and the formatter ({@code fmt}) into the model of every page. */
@ControllerAdvice(basePackages = "io.midwatch.ui")
final class ShellAdvice {
  private static final Set<String> GLOBAL = Set.of("env", "tenant", "from", "to", "cmp");
  private static final int LONGEST_FIELD = 2000;

  private final InstantSource clock;
  private final OtlpPorts ports;
  private final Format format = new Format();

  ShellAdvice(InstantSource clock, ObjectProvider<OtlpPorts> ports) {
    this.clock = clock;
    this.ports = ports.getIfAvailable(() -> OtlpPorts.STANDARD);
  }

  @ModelAttribute("fmt")
  Format format() {
    return format;
  }

  @ModelAttribute("shell")
  Shell shell(HttpServletRequest request) {
    ViewParameters at = ViewParametersResolver.of(request, clock);
    List<Shell.Field> fields = fields(request);
    Link here = at.link(request.getRequestURI());
    for (Shell.Field field : fields) {
      here = here.with(field.name(), field.value());
    }
    return new Shell(
        at,
        here.toString(),
        here.in(at.window().pinned()).toString(),
        request.getRequestURI(),
        Display.of(request),
        fields,
        address(request));
  }

  private static List<Shell.Field> fields(HttpServletRequest request) {
    List<Shell.Field> fields = new ArrayList<>();
    request
        .getParameterMap()
        .forEach((name, values) -> {
          boolean own = !GLOBAL.contains(name) && values.length > 0 && !values[0].isEmpty();
          if (own && values[0].length() <= LONGEST_FIELD) {
            fields.add(new Shell.Field(name, values[0]));
          }
        });
    return fields;
  }

  private ServerAddress address(HttpServletRequest request) {
    String host = request.getServerName();
    String shown = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    String base = request.getScheme() + "://" + shown + ":";
    return new ServerAddress(
        base + request.getServerPort(),
        "http://" + shown + ":" + ports.http(),
        "http://" + shown + ":" + ports.grpc(),
        ports.guarded());
  }
}
