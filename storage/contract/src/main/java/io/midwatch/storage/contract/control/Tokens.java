package io.midwatch.storage.contract.control;

import java.util.List;
import java.util.Optional;

/**
 * Keeps tokens by the hash of their secret; no secret is ever stored. Thread-safe; durable when a
 * call returns, but for {@link #used}. Changes by audited actors are audit entries {@code
 * token.create} and {@code token.revoke} on {@code token/id}.
 */
public interface Tokens {
  /**
   * @throws IllegalArgumentException when the id or the hash is taken
   */
  void add(Token token, Actor actor);

  /** The token with this hash, usable or not; a revocation is seen within 5 s by every process. */
  Optional<Token> byHash(TokenHash hash);

  /** All of them, oldest first, ties by id. */
  List<Token> tokens();

  /** Revokes a token; false when it is unknown or was revoked before. */
  boolean revoke(String id, long atUnixNano, Actor actor);

  /** Remembers the last use; an earlier time than the known one changes nothing. */
  void used(String id, long atUnixNano);
}
