package io.midwatch.derive.statement;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What a call asks of a database: the same for all calls that differ in values alone. Equal input
 * gives equal statements everywhere.
 *
 * <pre>
 * SELECT * FROM cart WHERE id = 7 -- hot   → SELECT * FROM cart WHERE id = ?   SELECT  cart
 * HGETALL cart:4711                        → HGETALL cart:*                    HGETALL
 * {"find": "carts", "filter": {"n": 7}}    → {"find": "carts", "filter": {"n": ?}}  find  carts
 * (nothing but db.query.summary)           → SELECT cart                       SELECT  cart
 * </pre>
 *
 * @param text without values, at most {@value SqlTemplate#MOST_KEPT} characters; empty when nothing
 *     was sent
 * @param operation what is done, empty when nobody said and the text does not tell
 * @param collection table, collection or index it is done to, likewise
 */
public record Statement(String text, String operation, String collection) {
  private static final int MOST_NAME = 200;
  private static final int ID_BYTES = 8;

  /** What a span says of its statement; all but the system may be empty. */
  public record Sent(
      String system, String text, String summary, String operation, String collection) {}

  public static Statement of(Sent sent) {
    String text = template(sent.system, sent.text);
    String operation = sent.operation;
    String collection = sent.collection;
    if (!sent.summary.isEmpty()) { // made for this by the agent, which parsed the whole text
      int blank = sent.summary.indexOf(' ');
      operation = or(operation, blank < 0 ? sent.summary : sent.summary.substring(0, blank));
      collection = or(collection, blank < 0 ? "" : sent.summary.substring(blank + 1));
    }
    if (operation.isEmpty() || collection.isEmpty()) {
      Target target = Target.of(text);
      operation = or(operation, target.operation());
      collection = or(collection, target.collection());
    }
    if (text.isEmpty()) {
      text = cut(or(sent.summary, (operation + " " + collection).strip()), SqlTemplate.MOST_KEPT);
    }
    return new Statement(text, cut(operation, MOST_NAME), cut(collection, MOST_NAME));
  }

  /** Stands for the statement in its database, the same on every machine: 16 hex digits. */
  public String id(String system, String database) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : new String[] {system, database, text}) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest(), 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String template(String system, String text) {
    return switch (system.toLowerCase(Locale.ROOT)) {
      case "redis", "memcached", "valkey" -> CommandTemplate.of(text);
      case "mongodb" -> DocumentTemplate.of(text, true);
      case "elasticsearch", "opensearch", "couchdb", "aws.dynamodb" ->
          DocumentTemplate.of(text, false);
      // their double quotes are those of texts
      case "mysql", "mariadb", "gcp.spanner", "hive", "neo4j" -> SqlTemplate.of(text, true);
      default -> SqlTemplate.of(text, false);
    };
  }

  private static String or(String one, String other) {
    return one.isEmpty() ? other : one;
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }
}
