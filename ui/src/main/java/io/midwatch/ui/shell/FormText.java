package io.midwatch.ui.shell;

import org.jspecify.annotations.Nullable;

/** What a field of a form holds. Pure. */
public final class FormText {
  private FormText() {}

  /** The text without spaces around it, null when nothing was typed. */
  public static @Nullable String orNull(@Nullable String typed) {
    return typed == null || typed.isBlank() ? null : typed.strip();
  }
}
