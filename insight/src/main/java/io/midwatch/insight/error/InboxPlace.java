package io.midwatch.insight.error;

import org.jspecify.annotations.Nullable;

/**
 * A place between two rows of the inbox: after the row of this value and id. It stays valid while
 * rows come and go.
 *
 * <pre>
 * 24000000000_3f1c9a0b77d2e415
 * </pre>
 */
record InboxPlace(long value, String id) {

  String text() {
    return value + "_" + id;
  }

  /**
   * Null for no text.
   *
   * @throws IllegalArgumentException when the text is no place
   */
  static @Nullable InboxPlace parse(@Nullable String text) {
    if (text == null) {
      return null;
    }
    int split = text.indexOf('_');
    try {
      return new InboxPlace(
          Long.parseLong(text.substring(0, Math.max(0, split))), text.substring(split + 1));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("“" + text + "” is no place in a list", e);
    }
  }

  /** Whether the row follows this place: largest values first, then ids. */
  boolean isBefore(long rowValue, String rowId) {
    return rowValue < value || rowValue == value && rowId.compareTo(id) > 0;
  }
}
