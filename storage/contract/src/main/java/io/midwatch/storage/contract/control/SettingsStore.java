package io.midwatch.storage.contract.control;

import java.util.List;
import java.util.Optional;

/**
 * Keeps settings that people change while Midwatch runs. Thread-safe; durable when a call returns.
 * Changes by audited actors are audit entries {@code setting.change} and {@code setting.remove} on
 * {@code setting/key}; values are not in them, for they may be secret.
 */
public interface SettingsStore {
  Optional<Setting> setting(String key);

  /** Settings whose key starts so, by key ascending. */
  List<Setting> settings(String prefix);

  /**
   * Writes a setting if it is still at the revision before: {@code setting.revision() - 1}. Returns
   * whether it was written; when not, someone else was faster and the caller reads again.
   *
   * @throws IllegalArgumentException when the revision is below 1
   */
  boolean put(Setting setting);

  /** Removes a setting if it is at this revision; the key then starts again at revision 1. */
  boolean remove(String key, long revision, long atUnixNano, Actor actor);
}
