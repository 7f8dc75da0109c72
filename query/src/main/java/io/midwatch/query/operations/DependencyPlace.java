package io.midwatch.query.operations;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;

/**
 * Where an edge stands in the list: the most requests first, then by name. As a cursor it is the
 * base64url of {@code requests NUL client NUL server NUL kind}.
 */
record DependencyPlace(long requests, String client, String server, String kind) {
  static final Comparator<DependencyPlace> ORDER =
      Comparator.comparingLong((DependencyPlace place) -> -place.requests)
          .thenComparing(DependencyPlace::client)
          .thenComparing(DependencyPlace::server)
          .thenComparing(DependencyPlace::kind);

  private static final String NUL = "\0";

  static DependencyPlace of(DependencyRow row) {
    return new DependencyPlace(row.requests(), row.client(), row.server(), row.kind());
  }

  /**
   * @throws IllegalArgumentException when the text is no cursor
   */
  static DependencyPlace parse(String cursor) {
    String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    String[] parts = text.split(NUL, -1);
    if (parts.length != 4 || !parts[0].matches("\\d{1,18}")) {
      throw new IllegalArgumentException("is no cursor of this list");
    }
    return new DependencyPlace(Long.parseLong(parts[0]), parts[1], parts[2], parts[3]);
  }

  String cursor() {
    String text = String.join(NUL, Long.toString(requests), client, server, kind);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
