package io.midwatch.demo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MidwatchServerTest {
  @TempDir private Path folder;

  @Test
  void takesNeitherAddressNorTokensNorStoreFromTheUser() {
    assertThat(
            MidwatchServer.settings(new Ports(8080, 4317, 4318, 8090, 8100), new Folders(folder)))
        .containsEntry("MIDWATCH_HOST", "127.0.0.1")
        .containsEntry("MIDWATCH_ADMIN_TOKEN", "")
        .containsEntry("MIDWATCH_INGEST_TOKEN", "")
        .containsEntry("MIDWATCH_STORE", "embedded")
        .containsEntry("MIDWATCH_HTTP_PORT", "8080");
  }

  @Test
  void showsWhatTheServerSaysAboutItself() throws IOException {
    Path log = folder.resolve("midwatch.log");
    Files.writeString(
        log,
        """
        Starting MidwatchApplication

        ***************************
        APPLICATION FAILED TO START
        ***************************

        Description:

        midwatch.durability (MIDWATCH_DURABILITY) is "none"; allowed: fsync, os or memory.

        Action:

        Change the setting and start again.
        """);

    assertThat(MidwatchServer.whyNotStarted(log))
        .isEqualTo(
            "midwatch.durability (MIDWATCH_DURABILITY) is \"none\"; allowed: fsync, os or memory.\n"
                + "The Midwatch server did not start; see "
                + log);
  }

  @Test
  void namesTheLogWhenItSaysNothing() throws IOException {
    Path log = Files.createFile(folder.resolve("midwatch.log"));

    assertThat(MidwatchServer.whyNotStarted(log))
        .isEqualTo("The Midwatch server did not start; see " + log);
  }
}
