package io.midwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The Grafana dashboards against the {@code /metrics} of a server with each of the stores. */
class DashboardMetricsIT {
  private static final Pattern FAMILY = Pattern.compile("(?m)^# TYPE (\\S+) ");
  private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z_]+)[ {]");
  private static final Pattern ASKED = Pattern.compile("\\b(?:midwatch|jvm|process)_[a-z_]+");
  private static final String NOBODY = "http://127.0.0.1:1";

  @Test
  void dashboardsAskForEveryOwnMetricAndForNoneThatIsNotSent() throws Exception {
    String sent =
        sentBy("midwatch.store=embedded")
            + sentBy("midwatch.store=memory")
            + sentBy("midwatch.store=elasticsearch", "midwatch.elasticsearch-url=" + NOBODY);
    Set<String> families = names(FAMILY, sent, 1);
    Set<String> known = names(SAMPLE, sent, 1);
    known.addAll(families);
    Set<String> asked = asked();

    assertThat(asked).isSubsetOf(known);
    // A counter's _created says when it began, which no panel needs.
    assertThat(families)
        .filteredOn(name -> name.startsWith("midwatch_") && !name.endsWith("_created"))
        .isSubsetOf(asked);
  }

  private static String sentBy(String... settings) throws Exception {
    try (RunningServer server = RunningServer.start(settings)) {
      RunningServer.send(
          HttpRequest.newBuilder(URI.create(server.otlpHttpUrl() + "/v1/logs"))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString("{}"))
              .build());
      return server.get("/metrics").body();
    }
  }

  private static Set<String> asked() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("..", "dashboards", "grafana"))) {
      List<Path> dashboards = files.filter(file -> file.toString().endsWith(".json")).toList();
      Set<String> names = new TreeSet<>();
      for (Path dashboard : dashboards) {
        names.addAll(names(ASKED, Files.readString(dashboard), 0));
      }
      return names;
    }
  }

  private static Set<String> names(Pattern pattern, String text, int group) {
    return pattern
        .matcher(text)
        .results()
        .map(found -> found.group(group))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
