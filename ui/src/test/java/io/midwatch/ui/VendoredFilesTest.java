package io.midwatch.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VendoredFilesTest {
  private static final Path VENDOR = Path.of("src/main/resources/static/vendor");
  private static final Map<String, String> SHA_256 =
      Map.of(
          "htmx-2.0.11.min.js",
          "d6fdc75f204e6bdefa99b69bf1e6d4ac69b8a364f77929f45c13476b4000f717",
          "inter-latin-5.3.0.woff2",
          "3100e775e8616cd2611beecfa23a4263d7037586789b43f035236a2e6fbd4c62");

  @Test
  void everyVendoredFileIsWhatWasPublished() throws Exception {
    List<Path> files = files(VENDOR);
    assertThat(files.stream().map(file -> file.getFileName().toString()))
        .containsExactlyInAnyOrder(
            Stream.concat(Stream.of("README.md"), SHA_256.keySet().stream())
                .toArray(String[]::new));
    for (Map.Entry<String, String> expected : SHA_256.entrySet()) {
      assertThat(hash(VENDOR.resolve(expected.getKey())))
          .as(expected.getKey())
          .isEqualTo(expected.getValue());
    }
  }

  @Test
  void readmeListsEveryFileWithItsHashAndLicence() throws IOException {
    String readme = Files.readString(VENDOR.resolve("README.md"));

    SHA_256.forEach(
        (file, hash) -> assertThat(readme).contains("`" + file + "`", "`" + hash + "`"));
    for (Path licence : files(VENDOR.resolve("LICENSES"))) {
      assertThat(readme).contains("`LICENSES/" + licence.getFileName() + "`");
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static String hash(Path file) throws IOException, NoSuchAlgorithmException {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }
}
