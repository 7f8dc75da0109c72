package io.midwatch.query.operations;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;

/**
 * Where a statement stands in the list: the most time first, then by id. As a cursor it is the
 * base64url of {@code nanos NUL id}.
 */
record StatementPlace(long nanos, String id) {
  static final Comparator<StatementPlace> ORDER =
      Comparator.comparingLong((StatementPlace place) -> -place.nanos)
          .thenComparing(StatementPlace::id);

  private static final String NUL = "\0";

  static StatementPlace of(StatementRow row) {
    return new StatementPlace((long) row.now().totalNanos(), row.id());
  }

  /**
   * @throws IllegalArgumentException when the text is no cursor
   */
  static StatementPlace parse(String cursor) {
    String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    String[] parts = text.split(NUL, -1);
    if (parts.length != 2 || !parts[0].matches("\\d{1,18}")) {
      throw new IllegalArgumentException("is no cursor of this list");
    }
    return new StatementPlace(Long.parseLong(parts[0]), parts[1]);
  }

  String cursor() {
    String text = nanos + NUL + id;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
