package io.midwatch.storage.testkit.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.midwatch.storage.contract.control.Actor;
import io.midwatch.storage.contract.control.AuditEntry;
import io.midwatch.storage.contract.control.AuditLog;
import io.midwatch.storage.contract.control.AuditQuery;
import io.midwatch.storage.contract.control.Setting;
import io.midwatch.storage.contract.control.SettingsStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link SettingsStore} does. */
public abstract class SettingsStoreContract {
  private static final Actor ADA = Actor.person("ada", "10.0.0.7");

  private SettingsStore settings;
  private AuditLog audit;

  /** Both empty; changes of the settings are audited in the log. */
  protected record Stores(SettingsStore settings, AuditLog audit) {}

  protected abstract Stores newStores();

  @BeforeEach
  void openStores() {
    Stores stores = newStores();
    settings = stores.settings();
    audit = stores.audit();
  }

  @Test
  void keepsAllOfASetting() {
    Setting keys = new Setting("tenant.keys", "[\"tenant.id\"]", 1, 1_763_776_800_123L, ADA);

    assertThat(settings.put(keys)).isTrue();
    assertThat(settings.setting("tenant.keys")).contains(keys);
    assertThat(settings.setting("tenant")).isEmpty();
  }

  @Test
  void listsByPrefixInOrder() {
    Setting second = put("tenant.z", 1);
    Setting first = put("tenant.a", 1);
    put("user.keys", 1);

    assertThat(settings.settings("tenant.")).containsExactly(first, second);
    assertThat(settings.settings("")).hasSize(3);
  }

  @Test
  void theSlowerOfTwoChangesIsNotMade() {
    put("a", 1);
    Setting second = put("a", 2);

    assertThat(settings.put(new Setting("a", "slower", 2, 1, ADA))).isFalse();
    assertThat(settings.put(new Setting("a", "ahead", 4, 1, ADA))).isFalse();
    assertThat(settings.setting("a")).contains(second);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings.put(new Setting("a", "x", 0, 1, ADA)));
  }

  @Test
  void removesOnlyWhatItSaw() {
    put("a", 1);
    put("a", 2);

    assertThat(settings.remove("a", 1, 10, ADA)).isFalse();
    assertThat(settings.remove("a", 2, 10, ADA)).isTrue();
    assertThat(settings.remove("a", 2, 10, ADA)).isFalse();
    assertThat(settings.remove("never", 0, 10, ADA)).isFalse();
    assertThat(settings.setting("a")).isEmpty();
    assertThat(settings.put(new Setting("a", "again", 1, 20, ADA))).isTrue();
  }

  @Test
  void auditsChangesWithoutTheirValues() {
    settings.put(new Setting("smtp.password", "hunter2", 1, 10, ADA));
    settings.remove("smtp.password", 1, 20, ADA);
    put("system.own", 1);

    assertThat(audit.entries(AuditQuery.newest(10)).stream().map(AuditEntry::action))
        .containsExactly("setting.remove", "setting.change");
    assertThat(audit.entries(AuditQuery.newest(10)).toString()).doesNotContain("hunter2");
  }

  private Setting put(String key, long revision) {
    Setting setting = new Setting(key, "v" + revision, revision, 10, Actor.SYSTEM);
    assertThat(settings.put(setting)).isTrue();
    return setting;
  }
}
