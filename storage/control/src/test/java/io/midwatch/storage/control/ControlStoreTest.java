package io.midwatch.storage.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.control.Actor;
import io.midwatch.storage.contract.control.AuditLog;
import io.midwatch.storage.contract.control.AuditQuery;
import io.midwatch.storage.contract.control.Deploy;
import io.midwatch.storage.contract.control.ErrorGroupState;
import io.midwatch.storage.contract.control.ErrorState;
import io.midwatch.storage.testkit.control.AuditLogContract;
import io.midwatch.storage.testkit.control.DeploysContract;
import io.midwatch.storage.testkit.control.ErrorStatesContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ports on a SQLite file, and what only a file can show. */
class ControlStoreTest {
  private static final Actor ADA = Actor.person("ada", "10.0.0.7");

  @TempDir Path folder;
  private @Nullable ControlStore open;

  @Nested
  class ErrorStatesOnFile extends ErrorStatesContract {
    @Override
    protected Stores newStores() {
      ControlStore store = opened();
      return new Stores(store.errorStates(), store.audit());
    }
  }

  @Nested
  class DeploysOnFile extends DeploysContract {
    @Override
    protected Stores newStores() {
      ControlStore store = opened();
      return new Stores(store.deploys(), store.audit());
    }
  }

  @Nested
  class AuditLogOnFile extends AuditLogContract {
    @Override
    protected AuditLog newLog() {
      return opened().audit();
    }
  }

  @AfterEach
  void close() {
    if (open != null) {
      open.close();
    }
  }

  private ControlStore opened() {
    close();
    open = ControlStore.open(folder.resolve(ControlStore.FILE));
    return open;
  }

  private static ErrorGroupState resolved(String group, long revision) {
    return new ErrorGroupState(
        group, revision, new ErrorState.Resolved("2.41.0"), "ada", revision, ADA, "fixed");
  }

  @Test
  void findsEverythingAgain() {
    ControlStore first = opened();
    Deploy deploy =
        new Deploy("1", "shop", "", "2", 7, Deploy.Origin.ANNOUNCED, Map.of("commit", "9f2c"));
    first.errorStates().change(resolved("a", 1));
    first.deploys().remember(deploy, ADA, 8);

    ControlStore again = opened();
    assertThat(again.errorStates().history("a")).containsExactly(resolved("a", 1));
    assertThat(again.deploys().deploy("1")).contains(deploy);
    assertThat(again.audit().entries(AuditQuery.newest(10))).hasSize(2);
    assertThat(again.audit().firstBroken()).isEmpty();
  }

  /** The files as they are after each answered change are all that a killed process leaves. */
  @Test
  void whatWasAnsweredIsInTheFilesThoughNothingWasClosed() throws IOException {
    ControlStore store = opened();
    for (int i = 1; i <= 5; i++) {
      store.errorStates().change(resolved("a", i));
      Path copy = folder.resolve("copy" + i + ".db");
      for (String end : new String[] {"", "-wal"}) {
        Files.copy(
            folder.resolve(ControlStore.FILE + end),
            Path.of(copy + end),
            StandardCopyOption.REPLACE_EXISTING);
      }
      try (ControlStore killed = ControlStore.open(copy)) {
        assertThat(killed.errorStates().history("a")).hasSize(i);
        assertThat(killed.audit().entries(AuditQuery.newest(100))).hasSize(i);
      }
    }
  }

  @Test
  void aChangeThatFailsLeavesNothing() throws SQLException {
    ControlStore store = opened();
    execute("DROP TABLE audit_detail");

    assertThatThrownBy(() -> store.errorStates().change(resolved("a", 1)))
        .isInstanceOf(StoreException.class);
    assertThat(store.errorStates().state("a")).isEmpty();
  }

  @Test
  void anEntryThatWasChangedOrTakenOutShows() throws SQLException {
    ControlStore store = opened();
    for (int i = 1; i <= 4; i++) {
      store.audit().append(i, ADA, "token.create", "token/" + i, Map.of("name", "shop"));
    }
    execute("UPDATE audit_detail SET value = 'mail' WHERE sequence = 3");
    assertThat(store.audit().firstBroken()).hasValue(3);

    execute("DELETE FROM audit_detail WHERE sequence = 2");
    execute("DELETE FROM audit_entry WHERE sequence = 2");
    assertThat(store.audit().firstBroken()).hasValue(3);
  }

  private void execute(String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(ControlStore.FILE));
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
