package io.midwatch.storage.contract.control;

import io.midwatch.model.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The SHA-256 of a token's secret, all that is ever stored of it. Secrets have 256 random bits. */
public record TokenHash(Bytes sha256) {
  public TokenHash {
    if (sha256.size() != 32) {
      throw new IllegalArgumentException("a SHA-256 has 32 bytes, not " + sha256.size());
    }
  }

  /** The hash of a secret's UTF-8 bytes. */
  public static TokenHash of(String secret) {
    try {
      byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
      return new TokenHash(Bytes.copyOf(MessageDigest.getInstance("SHA-256").digest(bytes)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }
}
