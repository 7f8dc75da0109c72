package io.midwatch.ui.chart;

/**
 * The colour role of a line; its CSS class is the name in lower case. A lone line may take its
 * signal's state.
 */
public enum Tone {
  NORMAL(""),
  CRIT("crit"),
  WARN("warn"),
  MUTE("mute"),
  S2("s2"),
  S3("s3"),
  S4("s4"),
  S5("s5");

  private final String css;

  Tone(String css) {
    this.css = css;
  }

  /** The class to add to {@code ln}; empty for the first series. */
  public String css() {
    return css;
  }
}
