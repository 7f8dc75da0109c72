package io.midwatch.insight.deploy;

import java.util.Optional;

/** One version of a service: {@code checkout@2.41.0}. */
public record Build(String service, String version) {
  public Build {
    if (service.isBlank() || version.isBlank()) {
      throw new IllegalArgumentException("a build needs a service and a version");
    }
  }

  /** What stands before and after the last {@code @}; empty when one of the two is missing. */
  public static Optional<Build> parse(String text) {
    int at = text.lastIndexOf('@');
    if (at < 0 || text.substring(0, at).isBlank() || text.substring(at + 1).isBlank()) {
      return Optional.empty();
    }
    return Optional.of(new Build(text.substring(0, at).strip(), text.substring(at + 1).strip()));
  }

  @Override
  public String toString() {
    return service + "@" + version;
  }
}
