package io.midwatch.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.midwatch.query.text.PathId;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/**
 * Pictures of the main pages in both themes, of {@link Storefront} on a server whose clock stands
 * still. By its name the suite leaves it out. It writes them to {@code
 * -Dmidwatch.screenshots=FOLDER}; with {@code -Dmidwatch.screenshots.compare} it compares them with
 * those in the folder instead, and where more than one pixel of a thousand differs puts its own
 * picture beside, as {@code NAME.new.png}.
 */
class ScreenshotsRun {
  private static final double TOLERANCE = 0.001;
  private static final long LARGEST_BYTES = 300 * 1024;
  private static final int PHONE = 390;

  @Test
  void takesPictures() throws Exception {
    Path folder = Path.of(System.getProperty("midwatch.screenshots", "target/screenshots"));
    boolean compares = System.getProperty("midwatch.screenshots.compare") != null;
    Files.createDirectories(folder);
    List<String> differences = new ArrayList<>();
    try (Browser browser = Browser.start();
        RunningServer server = RunningServer.startAt(Storefront.NOW)) {
      String failing = Storefront.sendTo(server, Storefront.NOW);
      server.getUntil("/api/v1/traces/" + failing, response -> response.statusCode() == 200);
      for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        Page page = browser.open(theme, false);
        page.navigate(server.url() + "/"); // the first visit does not wait for the font
        for (Map.Entry<String, String> one : pages(server, failing).entrySet()) {
          String name = one.getKey() + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png";
          page.setViewportSize(one.getKey().endsWith("phone") ? PHONE : 1440, 900);
          page.navigate(server.url() + one.getValue());
          if (one.getKey().equals("trace")) {
            assertThat(page.locator("#waterfall[data-ready]")).hasCount(1);
          }
          byte[] picture =
              page.screenshot(
                  new Page.ScreenshotOptions()
                      .setAnimations(
                          com.microsoft.playwright.options.ScreenshotAnimations.DISABLED));
          assertThat(picture.length).as(name).isLessThan((int) LARGEST_BYTES);
          if (compares) {
            compare(folder, name, picture, differences);
          } else {
            Files.write(folder.resolve(name), picture);
          }
        }
      }
    }
    assertThat(differences).as("pictures that differ from those in %s", folder).isEmpty();
  }

  private static Map<String, String> pages(RunningServer server, String failing) throws Exception {
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("overview", "/");
    pages.put("overview-phone", "/");
    pages.put("error", ShownPages.linkOn(server, "/errors?service=payments", "/errors/"));
    pages.put("service", "/services/checkout");
    pages.put("map", "/map?focus=checkout");
    pages.put("database", "/databases/postgresql~shop");
    pages.put("queue", "/queues/orders.placed");
    pages.put("endpoint", "/services/checkout/endpoints/" + PathId.of("POST /v1/checkout"));
    pages.put("dependency", "/dependencies/api.cards.example");
    pages.put("tenant", "/tenants/Northwind");
    pages.put("deploys", "/deploys");
    pages.put("traces", "/traces");
    pages.put("trace", "/traces/" + failing);
    pages.put("logs", "/logs");
    return pages;
  }

  private static void compare(Path folder, String name, byte[] picture, List<String> differences)
      throws IOException {
    Path kept = folder.resolve(name);
    double share =
        Files.exists(kept) ? PixelDifference.of(read(Files.readAllBytes(kept)), read(picture)) : 1;
    if (share > TOLERANCE) {
      Files.write(folder.resolve(name.replace(".png", ".new.png")), picture);
      differences.add("%s: %.2f %% of the pixels".formatted(name, share * 100));
    }
  }

  private static BufferedImage read(byte[] png) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(png));
  }
}
