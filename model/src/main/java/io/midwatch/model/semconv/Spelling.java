package io.midwatch.model.semconv;

/**
 * One attribute key that feeds a canonical field, on which spans it does so, and how its value is
 * converted.
 *
 * <pre>
 * db.system            ANY         DB_SYSTEM       mssql     → microsoft.sql_server
 * net.peer.name        NOT_SERVER  AS_SENT         db-1      → db-1
 * http.target          ANY         PATH_OF_TARGET  /a?b=c    → /a
 * </pre>
 */
public record Spelling(String key, Side side, Conversion conversion) {

  static Spelling of(String key) {
    return new Spelling(key, Side.ANY, Conversion.AS_SENT);
  }

  static Spelling of(String key, Conversion conversion) {
    return new Spelling(key, Side.ANY, conversion);
  }

  static Spelling onServer(String key) {
    return new Spelling(key, Side.SERVER, Conversion.AS_SENT);
  }

  static Spelling offServer(String key) {
    return new Spelling(key, Side.NOT_SERVER, Conversion.AS_SENT);
  }

  static Spelling offServer(String key, Conversion conversion) {
    return new Spelling(key, Side.NOT_SERVER, conversion);
  }
}
