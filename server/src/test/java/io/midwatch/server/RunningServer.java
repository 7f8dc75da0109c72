package io.midwatch.server;

import io.midwatch.collector.Collector;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.util.FileSystemUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** A whole Midwatch in this JVM on free ports, for tests that talk to it as its users do. */
final class RunningServer implements AutoCloseable {
  private static final String SELF_METRICS = "midwatch.self-metrics=";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final ConfigurableApplicationContext context;
  private final Path dataDir;

  private RunningServer(ConfigurableApplicationContext context, Path dataDir) {
    this.context = context;
    this.dataDir = dataDir;
  }

  /**
   * Starts a server on a new data folder; settings are {@code key=value} without the leading
   * dashes.
   */
  static RunningServer start(String... settings) {
    return startOn(newFolder(), settings);
  }

  /** A server whose parts are changed after they are made. */
  static RunningServer startWith(BeanPostProcessor change) {
    SpringApplication application = new SpringApplication(MidwatchApplication.class);
    application.addInitializers(context -> context.getBeanFactory().addBeanPostProcessor(change));
    return start(application, newFolder());
  }

  /** A server for which it is always the same time. */
  static RunningServer startAt(Instant now, String... settings) {
    SpringApplication application = new SpringApplication(MidwatchApplication.class);
    application.addInitializers(context ->
        ((GenericApplicationContext) context)
            .registerBean(
                "stoppedClock",
                InstantSource.class,
                () -> InstantSource.fixed(now),
                bean -> bean.setPrimary(true)));
    return start(application, newFolder(), settings);
  }

  /** The same on a data folder that is there. */
  static RunningServer startOn(Path dataDir, String... settings) {
    return start(new SpringApplication(MidwatchApplication.class), dataDir, settings);
  }

  private static RunningServer start(
      SpringApplication application, Path dataDir, String... settings) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--midwatch.http-port=0",
                "--midwatch.otlp-grpc-port=0",
                "--midwatch.otlp-http-port=0",
                "--midwatch.data-dir=" + dataDir));
    if (Stream.of(settings).noneMatch(setting -> setting.startsWith(SELF_METRICS))) {
      // Most tests count what was stored.
      arguments.add("--" + SELF_METRICS + "0s");
    }
    for (String setting : settings) {
      arguments.add("--" + setting);
    }
    return new RunningServer(application.run(arguments.toArray(String[]::new)), dataDir);
  }

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("midwatch-server-test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    WebServer pages = ((WebServerApplicationContext) context).getWebServer();
    int port = Objects.requireNonNull(pages, "the server has no web server").getPort();
    return "http://localhost:" + port;
  }

  String otlpHttpUrl() {
    return "http://localhost:" + context.getBean(Collector.class).httpPort();
  }

  String otlpGrpcUrl() {
    return "http://localhost:" + context.getBean(Collector.class).grpcPort();
  }

  /** Every route the pages and the API have, and the paths of the operator's servlets. */
  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    context
        .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .keySet()
        .forEach(mapping -> {
          boolean read =
              mapping.getMethodsCondition().isEmpty()
                  || mapping.getMethodsCondition().getMethods().contains(RequestMethod.GET);
          mapping.getPatternValues().stream()
              // The page of a failed request is asked for by the server itself.
              .filter(path -> !path.equals("/error"))
              .forEach(path -> routes.add(new Route(path, read)));
        });
    for (ServletRegistrationBean<?> servlet :
        context.getBeansOfType(ServletRegistrationBean.class).values()) {
      servlet.getUrlMappings().stream()
          .map(Object::toString)
          .filter(path -> !path.equals("/"))
          .forEach(path -> routes.add(new Route(path, true)));
    }
    return routes;
  }

  /**
   * A path the page server answers.
   *
   * @param path with its variables in braces
   * @param read whether GET is one of its methods
   */
  record Route(String path, boolean read) {
    boolean hasVariables() {
      return path.indexOf('{') >= 0;
    }

    /** The path with some value for each variable. */
    String example() {
      return path.replaceAll("\\{[^}]*}", "a1");
    }

    @Override
    public String toString() {
      return path;
    }
  }

  /** The answer to a GET of a path on the page server. */
  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(url() + path)).build());
  }

  /** The status a GET of a path is answered with, whether or not the answer ever ends. */
  int status(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url() + path)).build();
    HttpResponse<InputStream> answer =
        CLIENT.send(request, HttpResponse.BodyHandlers.ofInputStream());
    answer.body().close();
    return answer.statusCode();
  }

  static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** The same with a body as it came, packed when packing was asked for. */
  static HttpResponse<byte[]> sendForBytes(HttpRequest request)
      throws IOException, InterruptedException {
    return CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  /** Asks until the answer passes or 10 s are over, and gives the last answer. */
  HttpResponse<String> getUntil(
      String path, java.util.function.Predicate<HttpResponse<String>> passes)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    HttpResponse<String> response = get(path);
    while (!passes.test(response) && System.nanoTime() < end) {
      Thread.sleep(50);
      response = get(path);
    }
    return response;
  }

  Path dataDir() {
    return dataDir;
  }

  /** Ends the server and keeps its data. */
  void stop() {
    context.close();
  }

  @Override
  public void close() {
    context.close();
    FileSystemUtils.deleteRecursively(dataDir.toFile());
  }
}
