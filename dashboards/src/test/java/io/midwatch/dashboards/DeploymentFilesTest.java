package io.midwatch.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files that start Midwatch, Prometheus and Grafana together name each other correctly. */
class DeploymentFilesTest {
  private static final Path ROOT = Path.of("..");

  @ParameterizedTest
  @ValueSource(strings = {"MIDWATCH_ADMIN_TOKEN", "MIDWATCH_INGEST_TOKEN"})
  void tokensComeFromTheEnvironmentFileOnly(String token) {
    assertThat(environment("midwatch").get(token)).asString().startsWith("${" + token + ":?");
    assertThat(DashboardFiles.read(ROOT.resolve(".env.example"))).contains("\n" + token + "=\n");
    assertThat(DashboardFiles.read(ROOT.resolve(".gitignore")).lines()).contains(".env");
  }

  @Test
  void midwatchAnswersTheNameThatPrometheusUses() {
    assertThat(environment("midwatch"))
        .containsEntry("MIDWATCH_HOST", "0.0.0.0")
        .containsEntry("MIDWATCH_ALLOWED_HOSTS", "midwatch");
    Map<String, Object> scrape =
        map(list(yaml(ROOT.resolve("deploy/prometheus.yml")).get("scrape_configs")).getFirst());
    assertThat(map(list(scrape.get("static_configs")).getFirst()).get("targets"))
        .isEqualTo(List.of("midwatch:8080"));
  }

  @Test
  void prometheusReadsTheTokenFileThatIsWrittenForIt() {
    Map<String, Object> scrape =
        map(list(yaml(ROOT.resolve("deploy/prometheus.yml")).get("scrape_configs")).getFirst());
    String file = String.valueOf(map(scrape.get("authorization")).get("credentials_file"));
    assertThat(service("prometheus").get("entrypoint")).asString().contains(">" + file + " ");
  }

  @Test
  void everyMountedFileExistsAndIsReadOnly() {
    for (Object service : map(compose().get("services")).values()) {
      for (Object volume : list(map(service).getOrDefault("volumes", List.of()))) {
        String[] parts = volume.toString().split(":");
        if (parts[0].startsWith("./")) {
          assertThat(ROOT.resolve(parts[0])).exists();
          assertThat(parts).as(volume.toString()).hasSize(3).endsWith("ro");
        } else {
          assertThat(map(compose().get("volumes")).containsKey(parts[0])).isTrue();
        }
      }
    }
  }

  @Test
  void onlyTelemetryIsOpenToOtherMachines() {
    assertThat(list(service("midwatch").get("ports")).stream().map(Object::toString))
        .containsExactlyInAnyOrder("127.0.0.1:8080:8080", "4317:4317", "4318:4318");
    assertThat(service("grafana").get("ports")).isEqualTo(List.of("127.0.0.1:3000:3000"));
  }

  @Test
  void elasticsearchIsThereForTheStoreThatUsesIt() {
    assertThat(environment("midwatch"))
        .containsEntry("MIDWATCH_STORE", "${MIDWATCH_STORE:-embedded}")
        .containsKey("MIDWATCH_ELASTICSEARCH_URL");
    assertThat(service("elasticsearch"))
        .containsEntry("profiles", List.of("elasticsearch"))
        .doesNotContainKey("ports");
    assertThat(DashboardFiles.read(ROOT.resolve("pom.xml")))
        .as("the version the tests run against")
        .contains(
            String.valueOf(service("elasticsearch").get("image")).replaceFirst(".*:", ">") + "<");
    assertThat(DashboardFiles.read(ROOT.resolve(".env.example")))
        .contains("MIDWATCH_ELASTICSEARCH_URL=http://elasticsearch:9200");
  }

  @Test
  void grafanaFindsItsDashboardsAndItsPrometheus() {
    Map<String, Object> provider =
        map(
            list(yaml(Path.of("provisioning/dashboards/midwatch.yaml")).get("providers"))
                .getFirst());
    String folder = String.valueOf(map(provider.get("options")).get("path"));
    assertThat(service("grafana").get("volumes"))
        .asString()
        .contains("./dashboards/grafana:" + folder + ":ro", "/etc/grafana/provisioning:ro");
    Map<String, Object> source =
        map(
            list(yaml(Path.of("provisioning/datasources/prometheus.yaml")).get("datasources"))
                .getFirst());
    assertThat(source.get("url")).isEqualTo("http://prometheus:9090");
    assertThat(map(compose().get("services")).containsKey("prometheus")).isTrue();
  }

  @Test
  void theImageRunsTheJarThatTheBuildMakes() {
    String image = DashboardFiles.read(ROOT.resolve("Dockerfile"));
    assertThat(image)
        .contains("COPY --from=build /build/server/target/midwatch-server.jar ")
        .contains("USER midwatch")
        .contains("EXPOSE 8080 4317 4318");
    assertThat(DashboardFiles.read(ROOT.resolve("server/pom.xml")))
        .contains("<finalName>midwatch-server</finalName>");
    assertThat(Files.exists(ROOT.resolve(".dockerignore"))).isTrue();
  }

  private static Map<String, Object> environment(String service) {
    return map(service(service).get("environment"));
  }

  private static Map<String, Object> service(String name) {
    return map(map(compose().get("services")).get(name));
  }

  private static Map<String, Object> compose() {
    return yaml(ROOT.resolve("docker-compose.yml"));
  }

  private static Map<String, Object> yaml(Path file) {
    return map(new Yaml(new SafeConstructor(new LoaderOptions())).load(DashboardFiles.read(file)));
  }

  private static Map<String, Object> map(@Nullable Object node) {
    assertThat(node).isInstanceOf(Map.class);
    Map<String, Object> copy = new LinkedHashMap<>();
    if (node instanceof Map<?, ?> map) {
      map.forEach((key, value) -> copy.put(String.valueOf(key), value));
    }
    return copy;
  }

  private static List<Object> list(@Nullable Object node) {
    assertThat(node).isInstanceOf(List.class);
    return node instanceof List<?> list ? List.copyOf(list) : List.of();
  }
}
