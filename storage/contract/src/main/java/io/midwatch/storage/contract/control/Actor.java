package io.midwatch.storage.contract.control;

/**
 * Who changed something.
 *
 * @param name a person's or token's name; {@code midwatch} for the system itself
 * @param address where the request came from, empty when it came from inside
 */
public record Actor(Kind kind, String name, String address) {
  /**
   * Midwatch itself. What it changes is kept in histories but is no entry of the {@link AuditLog}.
   */
  public static final Actor SYSTEM = new Actor(Kind.SYSTEM, "midwatch", "");

  /** What an actor is. */
  public enum Kind {
    PERSON,
    TOKEN,
    SYSTEM
  }

  public Actor {
    if (name.isBlank()) {
      throw new IllegalArgumentException("an actor needs a name");
    }
  }

  public static Actor person(String name, String address) {
    return new Actor(Kind.PERSON, name, address);
  }

  public static Actor token(String name, String address) {
    return new Actor(Kind.TOKEN, name, address);
  }

  /** Whether changes by this actor belong into the audit log. */
  public boolean audited() {
    return kind != Kind.SYSTEM;
  }
}
