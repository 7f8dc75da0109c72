package io.midwatch.model;

import java.util.Locale;

/** The three kinds of telemetry. */
public enum Signal {
  TRACES,
  METRICS,
  LOGS;

  /** The lower-case name used in paths, labels and JSON: {@code traces}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
