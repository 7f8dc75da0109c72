package io.midwatch.storage.contract.memory;

import io.midwatch.storage.contract.control.Actor;
import io.midwatch.storage.contract.control.Token;
import io.midwatch.storage.contract.control.TokenHash;
import io.midwatch.storage.contract.control.Tokens;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tokens that are kept as long as the process lasts. */
public final class InMemoryTokens implements Tokens {
  private final Map<String, Token> tokens = new HashMap<>();
  private final InMemoryAuditLog audit;

  public InMemoryTokens(InMemoryAuditLog audit) {
    this.audit = audit;
  }

  @Override
  public synchronized void add(Token token, Actor actor) {
    if (tokens.containsKey(token.id()) || byHash(token.hash()).isPresent()) {
      throw new IllegalArgumentException("there is such a token already: " + token.id());
    }
    tokens.put(token.id(), token);
    audit.change(
        token.createdUnixNano(),
        actor,
        "token.create",
        "token/" + token.id(),
        Map.of(
            "name", token.name(), "scopes", token.scopes().stream().sorted().toList().toString()));
  }

  @Override
  public synchronized Optional<Token> byHash(TokenHash hash) {
    return tokens.values().stream().filter(token -> token.hash().equals(hash)).findAny();
  }

  @Override
  public synchronized List<Token> tokens() {
    return tokens.values().stream()
        .sorted(Comparator.comparingLong(Token::createdUnixNano).thenComparing(Token::id))
        .toList();
  }

  @Override
  public synchronized boolean revoke(String id, long atUnixNano, Actor actor) {
    Token token = tokens.get(id);
    if (token == null || token.revokedUnixNano() != null) {
      return false;
    }
    tokens.put(id, changed(token, token.lastUsedUnixNano(), atUnixNano));
    audit.change(atUnixNano, actor, "token.revoke", "token/" + id, Map.of("name", token.name()));
    return true;
  }

  @Override
  public synchronized void used(String id, long atUnixNano) {
    tokens.computeIfPresent(
        id,
        (_, token) -> {
          Long last = token.lastUsedUnixNano();
          boolean later = last == null || last < atUnixNano;
          return later ? changed(token, atUnixNano, token.revokedUnixNano()) : token;
        });
  }

  private static Token changed(Token token, @Nullable Long lastUsed, @Nullable Long revoked) {
    return new Token(
        token.id(),
        token.hash(),
        token.name(),
        token.scopes(),
        token.source(),
        token.createdUnixNano(),
        token.expiresUnixNano(),
        lastUsed,
        revoked);
  }
}
