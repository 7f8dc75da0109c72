package io.midwatch.ui.format;

import io.midwatch.query.window.Comparison;

/** Names the period that figures stand beside. Pure. */
public final class CompareText {
  private CompareText() {}

  /** When it was, after a figure: {@code in the window before}; empty when there is none. */
  public static String when(Comparison with) {
    return switch (with) {
      case PREVIOUS -> "in the window before";
      case DAY -> "a day earlier";
      case WEEK -> "a week earlier";
      case NONE -> "";
    };
  }

  /** The same where there is little room: {@code before}. */
  public static String ago(Comparison with) {
    return switch (with) {
      case PREVIOUS -> "before";
      case DAY -> "1\u00A0d ago";
      case WEEK -> "1\u00A0w ago";
      case NONE -> "";
    };
  }

  /** The period itself: {@code the window before}. */
  public static String period(Comparison with) {
    return switch (with) {
      case PREVIOUS -> "the window before";
      case DAY -> "the same time a day ago";
      case WEEK -> "the same time a week ago";
      case NONE -> "nothing";
    };
  }
}
