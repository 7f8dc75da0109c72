package io.midwatch.storage.testkit.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.storage.contract.control.Actor;
import io.midwatch.storage.contract.control.AuditEntry;
import io.midwatch.storage.contract.control.AuditLog;
import io.midwatch.storage.contract.control.AuditQuery;
import io.midwatch.storage.contract.query.TimeRange;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link AuditLog} does. */
public abstract class AuditLogContract {
  private static final Actor ADA = Actor.person("ada", "10.0.0.7");
  private static final Actor PIPELINE = Actor.token("pipeline", "");

  private AuditLog log;

  /** An empty log. */
  protected abstract AuditLog newLog();

  @BeforeEach
  void openLog() {
    log = newLog();
  }

  @Test
  void numbersEntriesWithoutGapsAndFindsTheNewestFirst() {
    AuditEntry first = log.append(10, ADA, "token.create", "token/1", Map.of("name", "shop"));
    AuditEntry second = log.append(20, PIPELINE, "deploy.announce", "deploy/7", Map.of());

    assertThat(first.sequence()).isEqualTo(1);
    assertThat(second.sequence()).isEqualTo(2);
    assertThat(log.entries(AuditQuery.newest(10))).containsExactly(second, first);
    assertThat(first.actor()).isEqualTo(ADA);
    assertThat(first.details()).containsExactly(Map.entry("name", "shop"));
  }

  @Test
  void chainsEntriesByHash() {
    AuditEntry first = log.append(10, ADA, "token.create", "token/1", Map.of());
    AuditEntry second = log.append(10, ADA, "token.create", "token/1", Map.of());

    assertThat(first.previousHash()).isEqualTo(AuditEntry.NO_HASH);
    assertThat(second.previousHash()).isEqualTo(first.hash());
    assertThat(second.hash()).isNotEqualTo(first.hash());
    assertThat(log.firstBroken()).isEmpty();
  }

  @Test
  void anEntryThatWasChangedIsNotIntact() {
    AuditEntry entry = log.append(10, ADA, "token.create", "token/1", Map.of("name", "shop"));

    assertThat(entry.intact()).isTrue();
    assertThat(changed(entry, "token/2", Map.of("name", "shop")).intact()).isFalse();
    assertThat(changed(entry, "token/1", Map.of("name", "shop2")).intact()).isFalse();
    assertThat(changed(entry, "token/1", Map.of()).intact()).isFalse();
  }

  @Test
  void findsByActorActionTargetTimeAndPage() {
    log.append(10, ADA, "silence.put", "silence/a", Map.of());
    log.append(20, PIPELINE, "silence.expire", "silence/a", Map.of());
    log.append(30, ADA, "silences", "silence/b", Map.of());
    log.append(40, ADA, "token.revoke", "token/1", Map.of());

    AuditQuery all = AuditQuery.newest(10);
    assertThat(sequences(all.by("ada"))).containsExactly(4L, 3L, 1L);
    assertThat(sequences(all.doing("silence."))).containsExactly(2L, 1L);
    assertThat(sequences(all.doing("silences"))).containsExactly(3L);
    assertThat(sequences(all.doing("silence"))).isEmpty();
    assertThat(sequences(all.on("silence/a"))).containsExactly(2L, 1L);
    assertThat(sequences(all.during(new TimeRange(20, 40)))).containsExactly(3L, 2L);
    assertThat(sequences(AuditQuery.newest(2))).containsExactly(4L, 3L);
    assertThat(sequences(AuditQuery.newest(2).before(3))).containsExactly(2L, 1L);
  }

  private List<Long> sequences(AuditQuery query) {
    return log.entries(query).stream().map(AuditEntry::sequence).toList();
  }

  private static AuditEntry changed(AuditEntry entry, String target, Map<String, String> details) {
    return new AuditEntry(
        entry.sequence(),
        entry.timeUnixNano(),
        entry.actor(),
        entry.action(),
        target,
        new TreeMap<>(details),
        entry.previousHash(),
        entry.hash());
  }
}
