package io.midwatch.derive.statement;

import java.util.Locale;

/**
 * What a statement without values does, and to what, as far as its first words tell.
 *
 * <pre>
 * WITH c AS (SELECT …) UPDATE "shop"."cart" SET …   → UPDATE  shop.cart
 * SELECT n FROM (SELECT * FROM cart) c              → SELECT  cart
 * HGETALL cart:*                                    → HGETALL
 * </pre>
 */
record Target(String operation, String collection) {
  private static final int MOST_WORDS = 400;
  private static final int MOST_GROUPS = 64;

  static Target of(String template) {
    if (template.startsWith("{")) {
      return ofDocument(template);
    }
    String operation = "";
    String before = "";
    boolean[] query = new boolean[MOST_GROUPS]; // by depth: whether a query is in these parentheses
    boolean first = true;
    int depth = 0;
    int at = 0;
    for (int words = 0; at < template.length() && words < MOST_WORDS; ) {
      char c = template.charAt(at);
      if (!isNamed(c)) {
        depth = c == '(' ? depth + 1 : c == ')' ? Math.max(0, depth - 1) : depth;
        first = c == '(' || first && c == ' ';
        before = c == ' ' ? before : "";
        at++;
        continue;
      }
      int to = endOfName(template, at);
      String word = template.substring(at, to);
      String upper = word.toUpperCase(Locale.ROOT);
      if (first && depth < MOST_GROUPS) {
        query[depth] = depth == 0 || upper.equals("SELECT");
      }
      if (operation.isEmpty() || operation.equals("WITH") && depth == 0 && isVerb(upper)) {
        operation = upper;
      } else if (depth < MOST_GROUPS
          && query[depth]
          && isPreposition(before, operation)
          && !isFiller(upper)) {
        return new Target(operation, word.replaceAll("[\"`\\[\\]]", ""));
      }
      before = isFiller(upper) && !upper.equals("TABLE") ? before : upper;
      first = false;
      words++;
      at = to;
    }
    return new Target(operation, "");
  }

  private static boolean isNamed(char c) {
    return c == '"' || c == '`' || c == '[' || c == '_' || Character.isLetter(c);
  }

  /** Behind {@code name}, {@code "name"}, {@code [name]} and {@code schema.name}. */
  private static int endOfName(String template, int from) {
    int at = from;
    while (at < template.length()) {
      char c = template.charAt(at);
      if (c == '"' || c == '`' || c == '[') {
        int closing = template.indexOf(c == '[' ? ']' : c, at + 1);
        at = closing < 0 ? template.length() : closing + 1;
      } else if (c == '.' || c == '_' || c == '$' || Character.isLetterOrDigit(c)) {
        at++;
      } else {
        break;
      }
    }
    return at;
  }

  private static boolean isVerb(String word) {
    return switch (word) {
      case "SELECT", "INSERT", "UPDATE", "DELETE", "MERGE" -> true;
      default -> false;
    };
  }

  /** Whether a table follows this word. */
  private static boolean isPreposition(String word, String operation) {
    return switch (word) {
      case "FROM", "INTO", "TABLE", "CALL", "TRUNCATE" -> true;
      case "UPDATE" -> operation.equals("UPDATE");
      default -> false;
    };
  }

  private static boolean isFiller(String word) {
    return switch (word) {
      case "ONLY", "IGNORE", "LOW_PRIORITY", "TABLE", "IF", "EXISTS", "NOT", "LATERAL" -> true;
      default -> false;
    };
  }

  /** The first key is the command and its value what it is done to. */
  private static Target ofDocument(String template) {
    String[] parts = template.split("\"", 5);
    if (parts.length < 5 || !parts[0].equals("{") || !parts[2].strip().equals(":")) {
      return new Target("", "");
    }
    return new Target(parts[1], parts[3]);
  }
}
