package io.midwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A browser that ends by itself costs one repetition. */
@ExtendWith(AgainAfterCrash.class)
class AgainAfterCrashIT {
  @AutoClose private static Browser browser;
  private static Set<ProcessHandle> processes;
  private static int runs;

  @BeforeAll
  static void start() {
    Set<ProcessHandle> before = children();
    browser = Browser.start();
    processes = children();
    processes.removeAll(before);
  }

  private static Set<ProcessHandle> children() {
    return ProcessHandle.current().descendants().collect(Collectors.toSet());
  }

  @Test
  void aTestUnderWhichTheBrowserEndsIsRunAgain() {
    runs++;
    Page page = browser.open(ColorScheme.LIGHT, false);
    if (runs == 1) {
      killTheBrowser();
    }
    page.setContent("<title>here</title>");
    assertThat(page.title()).isEqualTo("here");
    assertThat(runs).isEqualTo(2);
  }

  private static void killTheBrowser() {
    Set<ProcessHandle> chromium =
        processes.stream()
            .filter(process -> process.info().command().orElse("").contains("chrom"))
            .collect(Collectors.toSet());
    assertThat(chromium).isNotEmpty();
    chromium.forEach(ProcessHandle::destroyForcibly);
  }
}
