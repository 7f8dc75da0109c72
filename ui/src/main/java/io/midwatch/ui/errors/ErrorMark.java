package io.midwatch.ui.errors;

import io.midwatch.insight.error.ErrorStatus;

/** The state of a bug as it is drawn: mark, its colour role and its word. */
public enum ErrorMark {
  NEW("new", "info", "new"),
  ESCALATING("escalating", "crit", "rising"),
  REGRESSED("regressed", "crit", "back again"),
  ONGOING("ongoing", "quiet", "ongoing"),
  IGNORED("ignored", "mute", "ignored"),
  RESOLVED("resolved", "ok", "resolved");

  private final String label;
  private final String mark;
  private final String word;

  ErrorMark(String label, String mark, String word) {
    this.label = label;
    this.mark = mark;
    this.word = word;
  }

  static ErrorMark of(ErrorStatus status) {
    for (ErrorMark mark : values()) {
      if (mark.label.equals(status.label())) {
        return mark;
      }
    }
    return ONGOING;
  }

  /** The state's name in URLs and in the API. */
  public String label() {
    return label;
  }

  public String mark() {
    return mark;
  }

  public String word() {
    return word;
  }
}
