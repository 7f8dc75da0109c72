package io.midwatch.server.data;

import static java.util.Comparator.naturalOrder;
import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.collector.Collector;
import io.midwatch.collector.CollectorProperties;
import io.midwatch.model.AttributeValue;
import io.midwatch.model.MetricDescriptor;
import io.midwatch.model.PointValue;
import io.midwatch.server.replay.ReplayCommand;
import io.midwatch.storage.columnar.EmbeddedStore;
import io.midwatch.storage.contract.memory.InMemoryLedger;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.Series;
import io.midwatch.storage.contract.query.SeriesQuery;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.testkit.fixture.Logs;
import io.midwatch.storage.testkit.fixture.Points;
import io.midwatch.storage.testkit.fixture.Rich;
import io.midwatch.storage.testkit.fixture.Spans;
import io.midwatch.storage.testkit.fixture.Times;
import io.prometheus.client.CollectorRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ExportTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Times.START);

  @TempDir private Path folder;

  private Path from;
  private Path to;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream problems = new ByteArrayOutputStream();

  @BeforeEach
  void fill() throws IOException {
    from = Files.createDirectory(folder.resolve("from"));
    to = Files.createDirectory(folder.resolve("to"));
    try (EmbeddedStore store = open(from)) {
      store.writeSpans(List.of(Rich.span().build(), Spans.number(1).build()));
      store.writeLogs(List.of(Rich.log().build(), Logs.number(1).build()));
      store.writePoints(
          List.of(
              Points.at(1).named("heat").value(Double.NaN).with("room", "a").build(),
              Points.at(2).named("heat").value(Double.NEGATIVE_INFINITY).with("room", "a").build(),
              Points.at(2)
                  .metric(MetricDescriptor.gauge("rich", "By"))
                  .from(Rich.resource())
                  .scope(Rich.scope())
                  .with("list", AttributeValue.ofStrings("x", "y"))
                  .value(new PointValue.LongPoint(Long.MIN_VALUE))
                  .build()));
      store.seal();
      // more than a page, still in the log
      store.writeSpans(
          IntStream.range(2, 2_102).mapToObj(number -> Spans.number(number).build()).toList());
      store.writeLogs(
          IntStream.range(2, 2_102).mapToObj(number -> Logs.number(number).build()).toList());
      store.writePoints(
          IntStream.range(3, 2_103)
              .mapToObj(second -> Points.at(second).named("heat").with("room", "b").build())
              .toList());
    }
  }

  @Test
  void replayBringsBackWhatWasExported() throws Exception {
    List<String> files = List.of(export("traces"), export("logs"), export("metrics"));

    try (EmbeddedStore store = open(to)) {
      replay(store, files);
    }

    try (EmbeddedStore before = open(from);
        EmbeddedStore after = open(to)) {
      assertThat(after.spans().searchSpans(everything()).items())
          .hasSize(2_102)
          .isEqualTo(before.spans().searchSpans(everything()).items());
      assertThat(after.logs().searchLogs(everything()).items())
          .hasSize(2_102)
          .isEqualTo(before.logs().searchLogs(everything()).items());
      assertThat(points(after)).hasSize(3).isEqualTo(points(before));
    }
  }

  @Test
  void takesOnlyTheRange() throws Exception {
    Path file = folder.resolve("some.jsonl");
    String second = Long.toString(Times.second(10) / 1_000_000_000L);
    assertThat(run("--signal=logs", "--from", second, "--to=2026-01-02T03:00:13Z", "--out=" + file))
        .isZero();
    assertThat(problems.toString(StandardCharsets.UTF_8)).contains("Exported 3 items in 1 request");
    assertThat(Files.readAllLines(file))
        .singleElement()
        .asString()
        .contains("line 10", "line 11", "line 12")
        .doesNotContain("\"line 9\"", "\"line 13\"");
  }

  @Test
  void writesToStandardOutput() {
    assertThat(run("--signal=traces", "--to=2026-01-02T03:00:02Z")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("{\"resourceSpans\":")
        .hasLineCount(1);
  }

  @Test
  void leavesAFolderAloneThatAServerHas() {
    try (EmbeddedStore _ = open(from)) {
      assertThat(run("--signal=traces")).isEqualTo(2);
    }
    assertThat(problems.toString(StandardCharsets.UTF_8)).contains(from + " is in use");
  }

  @Test
  void explainsACommandLineItCannotRead() {
    assertThat(run("--signal=spans")).isEqualTo(2);
    assertThat(run("--signal=logs", "--from=yesterday")).isEqualTo(2);
    assertThat(run("--signal=logs", "--frm=now")).isEqualTo(2);
    assertThat(problems.toString(StandardCharsets.UTF_8))
        .contains("--signal must be traces, logs or metrics")
        .contains("--from is \"yesterday\"; allowed: now,")
        .contains("unknown argument --frm");
  }

  @Test
  void verifyDataSaysWhetherAllIsWell() throws IOException {
    assertThat(verify()).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("traces    1 segment, ", "All checksums are right." + System.lineSeparator());
    Path log = lastLog();
    Files.write(log, new byte[] {'M', 'W', 'R', '1', 0}, StandardOpenOption.APPEND);
    out.reset();
    assertThat(verify()).isEqualTo(3);
    assertThat(problems.toString(StandardCharsets.UTF_8))
        .contains("incomplete or damaged, 5 bytes from byte ");
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("All but the end of the log is right.")
        .doesNotContain("All checksums are right");
    Path manifest = from.resolve("MANIFEST");
    byte[] bytes = Files.readAllBytes(manifest);
    bytes[20] ^= 1;
    Files.write(manifest, bytes);
    assertThat(verify()).isEqualTo(1);
    assertThat(problems.toString(StandardCharsets.UTF_8)).contains("damage: MANIFEST: ");
    from = folder.resolve("nowhere");
    assertThat(verify()).isEqualTo(2);
  }

  private Path lastLog() throws IOException {
    try (Stream<Path> files = Files.list(from.resolve("wal"))) {
      return files
          .filter(file -> file.toString().endsWith(".log"))
          .max(naturalOrder())
          .orElseThrow();
    }
  }

  private int verify() {
    return VerifyDataCommand.run(
        List.of(), Map.of("MIDWATCH_DATA_DIR", from.toString()), stream(out), stream(problems));
  }

  private String export(String signal) {
    Path file = folder.resolve(signal + ".jsonl.gz");
    assertThat(run("--signal=" + signal, "--out=" + file))
        .as(problems.toString(StandardCharsets.UTF_8))
        .isZero();
    return file.toString();
  }

  private int run(String... arguments) {
    return ExportCommand.run(
        List.of(arguments),
        Map.of("MIDWATCH_DATA_DIR", from.toString()),
        CLOCK,
        stream(out),
        stream(problems));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private EmbeddedStore open(Path place) {
    return OfflineStore.open(place, Map.of(), CLOCK);
  }

  /** Through a collector, as a user would. */
  private void replay(EmbeddedStore store, List<String> files) throws Exception {
    CollectorProperties bounds =
        new Binder(
                new MapConfigurationPropertySource(
                    Map.of("midwatch.otlp-http-port", 0, "midwatch.otlp-grpc-port", 0)))
            .bindOrCreate("midwatch", CollectorProperties.class);
    try (Collector collector =
        new Collector(
            bounds,
            new Collector.Listening(InetAddress.getLoopbackAddress(), null, Set.of()),
            store,
            new InMemoryLedger(),
            new CollectorRegistry(),
            CLOCK)) {
      collector.start();
      List<String> arguments =
          java.util.stream.Stream.concat(
                  files.stream(),
                  java.util.stream.Stream.of("--to=http://127.0.0.1:" + collector.httpPort()))
              .toList();
      assertThat(ReplayCommand.run(arguments, "", stream(out), stream(problems)))
          .as(problems.toString(StandardCharsets.UTF_8))
          .isZero();
    }
  }

  private static SearchQuery everything() {
    return SearchQuery.newest(TimeRange.ALL, Filter.ALL, 10_000)
        .sorted(SearchQuery.Sort.OLDEST_FIRST);
  }

  private static List<Series> points(EmbeddedStore store) {
    return store.metrics().series(SeriesQuery.of(TimeRange.ALL));
  }
}
