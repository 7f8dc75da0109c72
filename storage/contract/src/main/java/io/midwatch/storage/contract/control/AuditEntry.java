package io.midwatch.storage.contract.control;

import io.midwatch.model.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One line of the audit log: who did what to what, and when. Each entry's hash covers its content
 * and the hash before it, so that a line changed or taken out later shows.
 *
 * <pre>
 * 41 2026-11-22T03:04:05Z PERSON ada from 10.0.0.7: error.resolve error/9f2c {version=2.41.0}
 * </pre>
 *
 * @param sequence 1 for the first, then without gaps
 * @param action what was done, dotted lower case: {@code silence.expire}
 * @param target kind and id: {@code silence/5b1d}
 * @param details further facts by name ascending, unmodifiable
 * @param previousHash the hash of the entry before, 32 zero bytes for the first
 * @param hash SHA-256 by {@link #hashOf}
 */
public record AuditEntry(
    long sequence,
    long timeUnixNano,
    Actor actor,
    String action,
    String target,
    SortedMap<String, String> details,
    Bytes previousHash,
    Bytes hash) {
  /** What the first entry follows. */
  public static final Bytes NO_HASH = Bytes.copyOf(new byte[32]);

  public AuditEntry {
    details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
  }

  /** The entry that follows one with this sequence (0 for none) and hash. */
  public static AuditEntry following(
      long sequence,
      Bytes previousHash,
      long timeUnixNano,
      Actor actor,
      String action,
      String target,
      Map<String, String> details) {
    AuditEntry unsigned =
        new AuditEntry(
            sequence + 1,
            timeUnixNano,
            actor,
            action,
            target,
            new TreeMap<>(details),
            previousHash,
            NO_HASH);
    return new AuditEntry(
        unsigned.sequence,
        timeUnixNano,
        actor,
        action,
        target,
        unsigned.details,
        previousHash,
        hashOf(unsigned));
  }

  /** Whether the hash is that of the content. */
  public boolean intact() {
    return hash.equals(hashOf(this));
  }

  /**
   * SHA-256 over previous hash, sequence and time (8 bytes each, big-endian), then every text with
   * its length in UTF-8 bytes (4 bytes) before it: actor kind, name, address, action, target, and
   * name and value of each detail.
   */
  public static Bytes hashOf(AuditEntry entry) {
    MessageDigest digest = sha256();
    digest.update(entry.previousHash.toArray());
    digest.update(
        ByteBuffer.allocate(16).putLong(entry.sequence).putLong(entry.timeUnixNano).array());
    update(digest, entry.actor.kind().name());
    update(digest, entry.actor.name());
    update(digest, entry.actor.address());
    update(digest, entry.action);
    update(digest, entry.target);
    entry.details.forEach((name, value) -> {
      update(digest, name);
      update(digest, value);
    });
    return Bytes.copyOf(digest.digest());
  }

  private static void update(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }
}
