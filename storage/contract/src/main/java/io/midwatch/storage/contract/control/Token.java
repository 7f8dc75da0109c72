package io.midwatch.storage.contract.control;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A credential of a sender or of a program that asks.
 *
 * @param id shown to people; says nothing about the secret
 * @param source the sender an ingest token stands for: quotas and deduplication are per source
 * @param expiresUnixNano from when on it is no longer taken, null for never
 * @param lastUsedUnixNano null before the first use; may be a minute old
 * @param revokedUnixNano null while it is not revoked
 */
public record Token(
    String id,
    TokenHash hash,
    String name,
    Set<Scope> scopes,
    String source,
    long createdUnixNano,
    @Nullable Long expiresUnixNano,
    @Nullable Long lastUsedUnixNano,
    @Nullable Long revokedUnixNano) {
  /** What a token may do. */
  public enum Scope {
    INGEST_TRACES,
    INGEST_METRICS,
    INGEST_LOGS,
    QUERY,
    ADMIN
  }

  public Token {
    if (id.isBlank() || name.isBlank()) {
      throw new IllegalArgumentException("a token needs an id and a name");
    }
    if (scopes.isEmpty()) {
      throw new IllegalArgumentException("a token needs a scope: " + id);
    }
    scopes = Set.copyOf(EnumSet.copyOf(scopes));
  }

  /** Whether it is neither expired nor revoked. */
  public boolean usableAt(long unixNano) {
    return (expiresUnixNano == null || unixNano < expiresUnixNano)
        && (revokedUnixNano == null || unixNano < revokedUnixNano);
  }
}
