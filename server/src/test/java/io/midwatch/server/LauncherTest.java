package io.midwatch.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs a copy of {@code ./midwatch} in a folder of its own, with JDKs and Mavens that are small
 * scripts: they say what they were called with.
 */
class LauncherTest {
  private record Outcome(int code, String out, String err) {}

  private static final String MAVEN =
      """
      if [ "$2" = -v ]; then echo "Apache Maven %s"; exit; fi
      echo "[INFO] Building midwatch-server 1 [1/1]"
      echo "$JAVA_HOME: $*" >>"$PWD/maven.calls"
      for module in server demo bench; do
        mkdir -p $module/target
        touch -t 200001010000 $module/target/midwatch-$module.jar
      done
      """;

  @TempDir private Path folder;

  private Path root;
  private Path bin;
  private Path jvms;
  private final Map<String, String> environment = new LinkedHashMap<>();

  @BeforeEach
  void copyLauncher() throws IOException {
    assumeThat(Path.of("/bin/sh")).exists();
    root = Files.createDirectories(folder.resolve("a checkout"));
    Files.copy(MidwatchModules.ROOT.resolve("midwatch"), root.resolve("midwatch"));
    Files.createDirectories(root.resolve(".mvn"));
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    Files.createDirectories(root.resolve("server/src/main"));
    Files.writeString(root.resolve("server/pom.xml"), "<project/>");
    bin = Files.createDirectories(folder.resolve("bin"));
    for (String tool :
        List.of(
            "sh", "dirname", "ls", "find", "sed", "head", "tee", "mkdir", "rm", "cat", "cp",
            "touch")) {
      Files.createSymbolicLink(bin.resolve(tool), tool(tool));
    }
    jvms = Files.createDirectories(folder.resolve("jvms"));
    environment.put("PATH", bin.toString());
    environment.put("MIDWATCH_JVM_FOLDERS", jvms.toString());
  }

  @Test
  void explainsItself() throws Exception {
    assertThat(launch("help").code()).isZero();
    assertThat(launch("help").out()).contains("demo", "serve", "test", "replay");
    assertThat(launch().code()).isEqualTo(2);
  }

  @Test
  void refusesAnUnknownCommand() throws Exception {
    Outcome outcome = launch("frobnicate");
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err())
        .startsWith("midwatch: unknown command frobnicate\n")
        .contains("Usage");
  }

  @Test
  void saysWhatIsNotThereYetInOneLine() throws Exception {
    Outcome outcome = launch("rules", "argument");
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).matches("midwatch: rules is not there yet: .* missing\\.\n");
  }

  @ParameterizedTest
  @CsvSource({
    "replay, replay.ReplayCommand",
    "export, data.ExportCommand",
    "verify-data, data.VerifyDataCommand"
  })
  void startsTheProgramsBesideTheServer(String command, String program) throws Exception {
    jdk(jvms.resolve("j"), "25");
    maven("3.8.7");
    assertThat(launch(command, "--a=b c", "d").out())
        .endsWith(
            "-Dloader.main=io.midwatch.server."
                + program
                + " -cp "
                + root.resolve("server/target/midwatch-server.jar")
                + " org.springframework.boot.loader.launch.PropertiesLauncher --a=b c d\n");
    assertThat(Class.forName("io.midwatch.server." + program)).hasDeclaredMethods("main");
  }

  @Test
  void saysWhichJdkToInstall() throws Exception {
    jdk(jvms.resolve("seventeen"), "17.0.15");
    Outcome outcome = launch("serve");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err())
        .startsWith("midwatch: no JDK 25 or newer found (only 17): install one")
        .hasLineCount(1);
  }

  @Test
  void findsTheNewerJdkBesideAnOlderDefault() throws Exception {
    environment.put("JAVA_HOME", jdk(folder.resolve("old"), "17.0.15").toString());
    jdk(jvms.resolve("also old"), "1.8.0_402");
    Path right = jdk(jvms.resolve("twenty five"), "25.0.1");
    maven("3.8.7");
    environment.put("MIDWATCH_JAVA_OPTS", "-XX:GCTimeRatio=9 -Xmx2g");

    Outcome outcome = launch("serve", "--http.port=9", "--a=b c");

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .endsWith(
            right
                + ": --enable-native-access=ALL-UNNAMED -XX:GCTimeRatio=3 -XX:GCTimeRatio=9 -Xmx2g -jar "
                + root.resolve("server/target/midwatch-server.jar")
                + " --http.port=9 --a=b c\n");
  }

  @Test
  void doesNotTakeARuntimeForAJdk() throws Exception {
    Files.delete(jdk(jvms.resolve("jre"), "25").resolve("bin/javac"));
    assertThat(launch("serve").err()).startsWith("midwatch: no JDK 25");
  }

  @Test
  void saysThatMavenIsMissing() throws Exception {
    jdk(jvms.resolve("j"), "26-ea");
    Outcome outcome = launch("serve");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).startsWith("midwatch: no Maven found: install").hasLineCount(1);
  }

  @ParameterizedTest(name = "Maven {0}: {1}")
  @CsvSource({"3.6.3, 1", "2.2.1, 1", "3.8.1, 0", "3.10.0, 0", "4.0.0-rc-4, 0"})
  void needsMaven38(String version, int code) throws Exception {
    jdk(jvms.resolve("j"), "25");
    maven(version);
    Outcome outcome = launch("serve");
    assertThat(outcome.code()).isEqualTo(code);
    if (code != 0) {
      assertThat(outcome.err())
          .isEqualTo("midwatch: Maven " + version + " is too old: install 3.8 or newer.\n");
    }
  }

  @Test
  void buildsOnlyWhatIsStale() throws Exception {
    jdk(jvms.resolve("j"), "25");
    maven("3.8.7");

    assertThat(launch("serve").out()).contains("Building Midwatch", "  [1/1] midwatch-server");
    age();
    assertThat(launch("serve").out()).doesNotContain("Building Midwatch");
    Files.writeString(root.resolve("server/src/main/New.java"), "class New {}");
    assertThat(launch("serve").out()).contains("Building Midwatch");
    age();
    Files.delete(root.resolve("server/src/main/New.java"));
    assertThat(launch("serve").out()).contains("Building Midwatch");
  }

  @Test
  void startsFromTheCacheOfTheBuildWhenThereIsOne() throws Exception {
    jdk(jvms.resolve("j"), "25");
    maven("3.8.7");
    assertThat(launch("serve").out()).contains("Preparing a fast start").doesNotContain("AOT");
    age();
    assertThat(launch("serve").out()).doesNotContain("Preparing");
    Path app = root.resolve("server/target/app");
    Files.createFile(app.resolve("server.aot"));
    assertThat(launch("serve", "--a=b").out())
        .endsWith(
            "-XX:AOTCache=%s -Xlog:aot*=off -jar %s --a=b\n"
                .formatted(app.resolve("server.aot"), app.resolve("midwatch-server.jar")));
    Files.writeString(root.resolve("server/src/main/New.java"), "class New {}");
    assertThat(launch("serve").out()).contains("Preparing a fast start").doesNotContain("AOT");
  }

  @Test
  void preparesWithoutTheSettingsOfTheUser() throws Exception {
    Path jdk = jdk(jvms.resolve("j"), "25");
    script(
        jdk.resolve("bin/java"),
        """
        case "$*" in *AOTCacheOutput*)
          echo "$PWD: $*: ${MIDWATCH_STORE-}${MIDWATCH_COLLECTOR_IDLE_TIMEOUT-}${SERVER_PORT-}${SPRING_PROFILES_ACTIVE-}";;
        esac
        """);
    maven("3.8.7");
    environment.put("MIDWATCH_STORE", "elasticsearch");
    environment.put("MIDWATCH_COLLECTOR_IDLE_TIMEOUT", "several\nlines 'quoted' \"twice\"");
    environment.put("SERVER_PORT", "tcp://10.0.0.1:80");
    environment.put("SPRING_PROFILES_ACTIVE", "mine");

    assertThat(launch("serve", "--store=memory").err()).isEmpty();

    Path app = root.resolve("server/target/app");
    assertThat(Files.readString(root.resolve(".midwatch/start.log")))
        .startsWith(app + ": ")
        .contains(" --data-dir=" + app.resolve("training") + " --store=embedded --host=127.0.0.1")
        .endsWith(" --otlp-http-port=0: \n");
    assertThat(app.resolve("prepared")).exists();
  }

  @Test
  void preparesAgainAfterAFailure() throws Exception {
    Path jdk = jdk(jvms.resolve("j"), "25");
    script(
        jdk.resolve("bin/java"),
        """
        case "$*" in *AOTCacheOutput*) mkdir -p training; : >server.aot; echo broken; exit 1;; esac
        echo "$*"
        """);
    maven("3.8.7");

    for (int start = 0; start < 2; start++) {
      Outcome outcome = launch("serve");
      assertThat(outcome.code()).isZero();
      assertThat(outcome.out())
          .contains("Preparing a fast start")
          .contains("could not be prepared (.midwatch/start.log says why)")
          .doesNotContain("AOT");
      age();
    }
    assertThat(Files.readString(root.resolve(".midwatch/start.log"))).contains("broken");
    assertThat(root.resolve("server/target/app")).isEmptyDirectory();
  }

  @ParameterizedTest(name = "demo {0}")
  @CsvSource({"--rate=3, true", "--no-server, false", "--server-jar=other.jar, false"})
  void givesTheDemoItsServerUnlessTheUserDoes(String argument, boolean given) throws Exception {
    jdk(jvms.resolve("j"), "25");
    maven("3.8.7");
    String server = "--server-jar=" + root.resolve("server/target/midwatch-server.jar") + " ";
    assertThat(launch("demo", argument).out())
        .contains("-jar " + root.resolve("demo/target/midwatch-demo.jar") + " ")
        .endsWith((given ? server : "midwatch-demo.jar ") + argument + "\n");
  }

  @Test
  void startsTheBenchmarksWithTheirArguments() throws Exception {
    jdk(jvms.resolve("j"), "25");
    maven("3.8.7");
    assertThat(launch("bench", "ingest", "--items=2M").out())
        .contains("Building Midwatch")
        .endsWith(
            "-jar " + root.resolve("bench/target/midwatch-bench.jar") + " ingest --items=2M\n");
  }

  @Test
  void showsTheErrorsOfABrokenBuild() throws Exception {
    jdk(jvms.resolve("j"), "25");
    script(
        bin.resolve("mvn"),
        """
        if [ "$2" = -v ]; then echo "Apache Maven 3.9.9"; exit; fi
        echo "[INFO] chatter"; echo "[ERROR] no such symbol"; exit 1
        """);
    Outcome outcome = launch("serve");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err())
        .isEqualTo(
            "[ERROR] no such symbol\nmidwatch: the build failed; the whole log is "
                + root.resolve(".midwatch/build.log")
                + "\n");
  }

  @ParameterizedTest(name = "Elasticsearch can be downloaded: {0}")
  @ValueSource(booleans = {true, false})
  void testsRunWithoutElasticsearchWhenItCannotBeHadAndSaySo(boolean there) throws Exception {
    jdk(jvms.resolve("j"), "25");
    Files.createSymbolicLink(bin.resolve("awk"), tool("awk"));
    script(
        bin.resolve("mvn"),
        """
        if [ "$2" = -v ]; then echo "Apache Maven 3.9.9"; exit; fi
        case "$*" in *dependency:unpack@server*) echo "no such artifact"; exit %d;; esac
        echo "$*" >>"$PWD/maven.calls"
        case "$*" in *-Pelasticsearch*) exit 0;; esac
        mkdir -p storage/elasticsearch/target/surefire-reports
        cat >storage/elasticsearch/target/surefire-reports/TEST-it.xml <<REPORT
          <testcase name="" classname="io.midwatch.KilledServerIT" time="0">
            <skipped message="SKIPPED, Elasticsearch is not here" type="x"/>
          <testcase name="scripts" classname="io.midwatch.ScriptsTest" time="0">
            <skipped type="a.B"><![CDATA[a.B: Assumption failed: no scripts
        REPORT
        """
            .formatted(there ? 0 : 1));
    Outcome outcome = launch("test");
    assertThat(outcome.code()).isZero();
    String calls = Files.readString(root.resolve("maven.calls"));
    if (there) {
      assertThat(calls).contains("-Pelasticsearch verify");
      assertThat(outcome.out()).contains("No test was skipped.").doesNotContain("downloaded");
    } else {
      assertThat(calls).contains(" verify").doesNotContain("elasticsearch");
      assertThat(outcome.out())
          .contains("Elasticsearch cannot be downloaded (.midwatch/elasticsearch.log says why)")
          .contains("Skipped tests:\n")
          .contains("KilledServerIT")
          .contains(": SKIPPED, Elasticsearch is not here\n")
          .contains("ScriptsTest.scripts: Assumption failed: no scripts\n");
      assertThat(Files.readString(root.resolve(".midwatch/elasticsearch.log")))
          .contains("no such artifact");
    }
  }

  @Test
  void startsFromAnywhereAndThroughALink() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("mw"), root.resolve("midwatch"));
    jdk(jvms.resolve("j"), "25");
    maven("3.8.7");
    assertThat(run(List.of(link.toString(), "serve")).out()).contains("-jar " + root);
  }

  /** Makes every source older than the jar, as they are some time after a build. */
  private void age() throws IOException {
    FileTime past = FileTime.from(Instant.now().minusSeconds(60));
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(path -> !path.toString().contains("target")).toList()) {
        Files.setLastModifiedTime(file, past);
      }
    }
  }

  private void maven(String version) throws IOException {
    script(bin.resolve("mvn"), MAVEN.formatted(version));
  }

  private static Path jdk(Path home, String version) throws IOException {
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    script(home.resolve("bin/java"), "echo \"" + home + ": $*\"\n");
    script(home.resolve("bin/javac"), "exit 1\n");
    return home;
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Path tool(String name) {
    return Stream.of("/bin", "/usr/bin")
        .map(directory -> Path.of(directory, name))
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no " + name + " on this machine"));
  }

  private Outcome launch(String... arguments) throws IOException, InterruptedException {
    return run(
        Stream.concat(Stream.of(root.resolve("midwatch").toString()), Stream.of(arguments))
            .toList());
  }

  private Outcome run(List<String> command) throws IOException, InterruptedException {
    Path err = folder.resolve("err.txt");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), out, Files.readString(err));
  }
}
