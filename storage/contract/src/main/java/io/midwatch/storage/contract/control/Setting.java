package io.midwatch.storage.contract.control;

/**
 * One setting that can be changed while Midwatch runs.
 *
 * @param key dotted lower case: {@code tenant.keys}
 * @param value text as its owner writes it, often JSON
 * @param revision 1 after the first change, then one more with each
 */
public record Setting(
    String key, String value, long revision, long changedUnixNano, Actor changedBy) {
  public Setting {
    if (key.isBlank()) {
      throw new IllegalArgumentException("a setting needs a key");
    }
  }
}
