package io.midwatch.derive;

import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.storage.contract.rollup.CanonicalSpan;

/**
 * Spans of database clients that get hold of a connection and ask nothing. One that went well is no
 * call; one that failed is a call that got no further, and counts.
 *
 * <pre>
 * pg-pool.connect   db.system.name=postgresql                              Node's pool
 * pg.connect        db.system.name=postgresql, db.namespace=shop           Node's driver
 * CONNECT           db.system=redis                                        Lettuce
 * </pre>
 */
final class Connecting {
  private static final String CONNECT = "connect";

  private Connecting() {}

  /** Whether a CLIENT span of a database is no call. */
  static boolean isNoCall(CanonicalSpan span, SharedFacts facts) {
    return !facts.failed
        && isNamedSo(FieldValue.text(span.read(CanonicalField.NAME)))
        && span.read(CanonicalField.DB_QUERY_TEXT) == null
        && span.read(CanonicalField.DB_OPERATION) == null;
  }

  private static boolean isNamedSo(String name) {
    int from = name.length() - CONNECT.length();
    return from >= 0 && name.regionMatches(true, from, CONNECT, 0, CONNECT.length());
  }
}
