package io.midwatch.storage.testkit.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.storage.contract.control.Actor;
import io.midwatch.storage.contract.control.AuditEntry;
import io.midwatch.storage.contract.control.AuditLog;
import io.midwatch.storage.contract.control.AuditQuery;
import io.midwatch.storage.contract.control.Deploy;
import io.midwatch.storage.contract.control.Deploys;
import io.midwatch.storage.contract.query.TimeRange;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Deploys} does. */
public abstract class DeploysContract {
  private static final Actor PIPELINE = Actor.token("pipeline", "10.0.0.9");

  private Deploys deploys;
  private AuditLog audit;

  /** Both empty; new deploys are audited in the log. */
  public record Stores(Deploys deploys, AuditLog audit) {}

  protected abstract Stores newStores();

  @BeforeEach
  void openStores() {
    Stores stores = newStores();
    deploys = stores.deploys();
    audit = stores.audit();
  }

  @Test
  void keepsAllOfADeploy() {
    Deploy deploy =
        new Deploy(
            "ci-17",
            "shop/checkout",
            "production",
            "2.41.0",
            1_763_776_800_000_000_123L,
            Deploy.Origin.ANNOUNCED,
            Map.of("commit", "9f2c", "url", "https://ci.example/17"));

    assertThat(deploys.remember(deploy, PIPELINE, 5)).isTrue();
    assertThat(deploys.deploy("ci-17")).contains(deploy);
    assertThat(deploys.deploy("ci-18")).isEmpty();
  }

  @Test
  void aRepeatedIdChangesNothing() {
    Deploy first = remember("a", "checkout", "production", "1", 10);
    Deploy again =
        new Deploy("a", "checkout", "production", "2", 20, Deploy.Origin.ANNOUNCED, Map.of());

    assertThat(deploys.remember(again, PIPELINE, 20)).isFalse();
    assertThat(deploys.deploy("a")).contains(first);
    assertThat(audit.entries(AuditQuery.newest(10))).isEmpty();
  }

  @Test
  void findsByHalfOpenRangeServiceAndEnvironmentNewestFirst() {
    Deploy one = remember("1", "checkout", "production", "1", 10);
    Deploy two = remember("2", "checkout", "staging", "2", 20);
    Deploy three = remember("3", "mail", "production", "7", 30);
    Deploy four = remember("4", "checkout", "production", "2", 30);

    assertThat(deploys.deploys(TimeRange.ALL, null, null)).containsExactly(three, four, two, one);
    assertThat(deploys.deploys(new TimeRange(10, 30), null, null)).containsExactly(two, one);
    assertThat(deploys.deploys(TimeRange.ALL, "checkout", null)).containsExactly(four, two, one);
    assertThat(deploys.deploys(TimeRange.ALL, "checkout", "production")).containsExactly(four, one);
    assertThat(deploys.deploys(TimeRange.ALL, null, "staging")).containsExactly(two);
  }

  @Test
  void knowsWhatWasLiveAtATime() {
    Deploy one = remember("1", "checkout", "production", "1", 10);
    Deploy two = remember("2", "checkout", "production", "2", 20);
    Deploy back = remember("3", "checkout", "production", "1", 30);
    remember("4", "checkout", "staging", "3", 25);

    assertThat(deploys.liveAt("checkout", "production", 9)).isEmpty();
    assertThat(deploys.liveAt("checkout", "production", 10)).contains(one);
    assertThat(deploys.liveAt("checkout", "production", 29)).contains(two);
    assertThat(deploys.liveAt("checkout", "production", 99)).contains(back);
    assertThat(deploys.liveAt("mail", "production", 99)).isEmpty();
  }

  @Test
  void auditsWhatWasAnnounced() {
    Deploy deploy = new Deploy("ci-17", "mail", "", "2", 10, Deploy.Origin.ANNOUNCED, Map.of());
    deploys.remember(deploy, PIPELINE, 12);

    List<AuditEntry> entries = audit.entries(AuditQuery.newest(10));
    assertThat(entries).hasSize(1);
    assertThat(entries.getFirst().action()).isEqualTo("deploy.announce");
    assertThat(entries.getFirst().target()).isEqualTo("deploy/ci-17");
    assertThat(entries.getFirst().timeUnixNano()).isEqualTo(12);
  }

  private Deploy remember(String id, String service, String environment, String version, long at) {
    Deploy deploy =
        new Deploy(id, service, environment, version, at, Deploy.Origin.OBSERVED, Map.of());
    assertThat(deploys.remember(deploy, Actor.SYSTEM, at)).isTrue();
    return deploy;
  }
}
