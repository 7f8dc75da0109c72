package io.midwatch.storage.contract.memory;

import io.midwatch.storage.contract.control.Actor;
import io.midwatch.storage.contract.control.Setting;
import io.midwatch.storage.contract.control.SettingsStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Settings that are kept as long as the process lasts. */
public final class InMemorySettings implements SettingsStore {
  private final Map<String, Setting> settings = new TreeMap<>();
  private final InMemoryAuditLog audit;

  public InMemorySettings(InMemoryAuditLog audit) {
    this.audit = audit;
  }

  @Override
  public synchronized Optional<Setting> setting(String key) {
    return Optional.ofNullable(settings.get(key));
  }

  @Override
  public synchronized List<Setting> settings(String prefix) {
    return settings.values().stream().filter(setting -> setting.key().startsWith(prefix)).toList();
  }

  @Override
  public synchronized boolean put(Setting setting) {
    if (setting.revision() < 1) {
      throw new IllegalArgumentException("the first revision is 1, not " + setting.revision());
    }
    if (revision(setting.key()) != setting.revision() - 1) {
      return false;
    }
    settings.put(setting.key(), setting);
    audit.change(
        setting.changedUnixNano(),
        setting.changedBy(),
        "setting.change",
        "setting/" + setting.key(),
        Map.of());
    return true;
  }

  @Override
  public synchronized boolean remove(String key, long revision, long atUnixNano, Actor actor) {
    if (revision < 1 || revision(key) != revision) {
      return false;
    }
    settings.remove(key);
    audit.change(atUnixNano, actor, "setting.remove", "setting/" + key, Map.of());
    return true;
  }

  private long revision(String key) {
    Setting known = settings.get(key);
    return known == null ? 0 : known.revision();
  }
}
