package io.midwatch.storage.testkit.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.midwatch.storage.contract.control.Actor;
import io.midwatch.storage.contract.control.AuditEntry;
import io.midwatch.storage.contract.control.AuditLog;
import io.midwatch.storage.contract.control.AuditQuery;
import io.midwatch.storage.contract.control.Token;
import io.midwatch.storage.contract.control.Token.Scope;
import io.midwatch.storage.contract.control.TokenHash;
import io.midwatch.storage.contract.control.Tokens;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Tokens} does. */
public abstract class TokensContract {
  private static final Actor ADA = Actor.person("ada", "10.0.0.7");

  private Tokens tokens;
  private AuditLog audit;

  /** Both empty; changes of the tokens are audited in the log. */
  protected record Stores(Tokens tokens, AuditLog audit) {}

  protected abstract Stores newStores();

  @BeforeEach
  void openStores() {
    Stores stores = newStores();
    tokens = stores.tokens();
    audit = stores.audit();
  }

  @Test
  void findsATokenByTheHashOfItsSecret() {
    Token token =
        new Token(
            "t1",
            TokenHash.of("s3cret"),
            "shop",
            Set.of(Scope.INGEST_TRACES, Scope.INGEST_LOGS),
            "shop-eu",
            10,
            99L,
            null,
            null);
    tokens.add(token, ADA);

    assertThat(tokens.byHash(TokenHash.of("s3cret"))).contains(token);
    assertThat(tokens.byHash(TokenHash.of("S3cret"))).isEmpty();
  }

  @Test
  void listsTokensOldestFirst() {
    Token young = add("a", "one", 20);
    Token old = add("b", "two", 10);
    Token asOld = add("c", "three", 10);

    assertThat(tokens.tokens()).containsExactly(old, asOld, young);
  }

  @Test
  void refusesAnIdOrASecretThatIsTaken() {
    Token known = add("a", "one", 10);

    assertThatIllegalArgumentException().isThrownBy(() -> add("a", "two", 10));
    assertThatIllegalArgumentException().isThrownBy(() -> add("b", "one", 10));
    assertThat(tokens.tokens()).containsExactly(known);
  }

  @Test
  void aRevokedTokenIsFoundAndNotUsable() {
    add("a", "one", 10);

    assertThat(tokens.revoke("a", 50, ADA)).isTrue();
    assertThat(tokens.revoke("a", 60, ADA)).isFalse();
    assertThat(tokens.revoke("b", 60, ADA)).isFalse();

    Token revoked = tokens.byHash(TokenHash.of("one")).orElseThrow();
    assertThat(revoked.revokedUnixNano()).isEqualTo(50);
    assertThat(revoked.usableAt(49)).isTrue();
    assertThat(revoked.usableAt(50)).isFalse();
  }

  @Test
  void anExpiredTokenIsNotUsable() {
    Token token =
        new Token("t", TokenHash.of("x"), "shop", Set.of(Scope.QUERY), "", 10, 99L, null, null);

    assertThat(token.usableAt(98)).isTrue();
    assertThat(token.usableAt(99)).isFalse();
  }

  @Test
  void remembersTheLastUse() {
    add("a", "one", 10);
    tokens.used("a", 70);
    tokens.used("a", 60);
    tokens.used("unknown", 60);

    assertThat(tokens.tokens().getFirst().lastUsedUnixNano()).isEqualTo(70);
    tokens.revoke("a", 80, ADA);
    assertThat(tokens.tokens().getFirst().lastUsedUnixNano()).isEqualTo(70);
  }

  @Test
  void auditsChangesWithoutTheHash() {
    Token token =
        new Token("t1", TokenHash.of("x"), "shop", Set.of(Scope.QUERY), "", 10, null, null, null);
    tokens.add(token, ADA);
    tokens.revoke("t1", 20, ADA);

    assertThat(audit.entries(AuditQuery.newest(10)).stream().map(AuditEntry::action))
        .containsExactly("token.revoke", "token.create");
    assertThat(audit.entries(AuditQuery.newest(10)))
        .allSatisfy(entry -> {
          assertThat(entry.target()).isEqualTo("token/t1");
          assertThat(entry.details().toString()).doesNotContain(token.hash().sha256().toString());
        });
  }

  private Token add(String id, String secret, long created) {
    Token token =
        new Token(
            id, TokenHash.of(secret), "n", Set.of(Scope.QUERY), "", created, null, null, null);
    tokens.add(token, Actor.SYSTEM);
    return token;
  }
}
