package io.midwatch.bench.promql;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Differences between two engines that are meant. A query may have several; whatever they do not
 * explain, in any series or sample, is a difference still.
 *
 * <pre>
 * leniency, tab, pattern that is looked for in the query, tab, reason
 * </pre>
 */
record MeantDifferences(List<Meant> all) {
  MeantDifferences {
    all = List.copyOf(all);
  }

  /** One line of the file. */
  record Meant(Leniency leniency, Pattern query, String reason) {}

  static MeantDifferences read() throws IOException {
    try (InputStream file = MeantDifferences.class.getResourceAsStream("/promql-differences.txt")) {
      if (file == null) {
        throw new IOException("promql-differences.txt is missing");
      }
      return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  static MeantDifferences parse(String text) {
    return new MeantDifferences(
        text.lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(line -> line.split("\t", 3))
            .map(
                parts -> new Meant(Leniency.valueOf(parts[0]), Pattern.compile(parts[1]), parts[2]))
            .toList());
  }

  /** Why two answers that differ are meant to; empty when something about them is not. */
  Optional<String> reason(String query, Answer expected, Answer found) {
    List<String> reasons = new ArrayList<>();
    Answer softened = found;
    for (Meant meant : all) {
      if (meant.query.matcher(query).find()) {
        String before = expected.difference(softened);
        softened = meant.leniency.soften(softened, expected);
        if (!expected.difference(softened).equals(before)) {
          reasons.add(meant.reason);
        }
      }
    }
    return expected.difference(softened).isEmpty()
        ? Optional.of(String.join(" ", reasons))
        : Optional.empty();
  }
}
