package io.midwatch.storage.control;

import io.midwatch.storage.contract.control.ErrorGroupState;
import io.midwatch.storage.contract.control.ErrorStates;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Error states in the database: a row a revision, the last one marked. */
final class JdbcErrorStates implements ErrorStates {
  /** Arguments of one statement; SQLite takes 32,766. */
  private static final int MOST_ARGUMENTS = 1_000;

  private final ControlDatabase database;
  private final JdbcAuditLog audit;

  JdbcErrorStates(ControlDatabase database, JdbcAuditLog audit) {
    this.database = database;
    this.audit = audit;
  }

  @Override
  public boolean change(ErrorGroupState change) {
    if (change.revision() < 1) {
      throw new IllegalArgumentException("the first revision is 1, not " + change.revision());
    }
    return database.change(connection -> {
      long known =
          new Sql(
                  "SELECT revision FROM error_state WHERE group_id = ? AND is_current = 1",
                  change.groupId())
              .rows(connection, row -> row.getLong(1)).stream().findFirst().orElse(0L);
      if (known != change.revision() - 1) {
        return false;
      }
      insert(connection, change);
      audit.change(
          connection,
          change.sinceUnixNano(),
          change.changedBy(),
          "error." + change.state().label(),
          "error/" + change.groupId(),
          change.note().isEmpty() ? Map.of() : Map.of("note", change.note()));
      return true;
    });
  }

  private static void insert(Connection connection, ErrorGroupState change) throws SQLException {
    new Sql("UPDATE error_state SET is_current = 0 WHERE group_id = ?", change.groupId())
        .update(connection);
    StateColumns state = StateColumns.of(change.state());
    new Sql(
            "INSERT INTO error_state VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            change.groupId(),
            change.revision(),
            state.label(),
            state.inVersion(),
            state.untilKind(),
            state.untilValue(),
            change.assignee(),
            change.sinceUnixNano(),
            change.changedBy().kind().name(),
            change.changedBy().name(),
            change.changedBy().address(),
            change.note())
        .update(connection);
  }

  @Override
  public Optional<ErrorGroupState> state(String groupId) {
    return Optional.ofNullable(states(List.of(groupId)).get(groupId));
  }

  @Override
  public Map<String, ErrorGroupState> states(Collection<String> groupIds) {
    Map<String, ErrorGroupState> found = new HashMap<>();
    List<String> ids = List.copyOf(groupIds);
    for (int from = 0; from < ids.size(); from += MOST_ARGUMENTS) {
      List<String> some = ids.subList(from, Math.min(ids.size(), from + MOST_ARGUMENTS));
      database
          .read(connection ->
              new Sql("SELECT * FROM error_state WHERE is_current = 1")
                  .add("AND group_id IN (" + places(some.size()) + ")", some.toArray())
                  .rows(connection, JdbcErrorStates::state))
          .forEach(state -> found.put(state.groupId(), state));
    }
    return found;
  }

  @Override
  public List<ErrorGroupState> inState(Collection<String> labels, int limit) {
    if (labels.isEmpty()) {
      return List.of();
    }
    return database.read(connection ->
        new Sql("SELECT * FROM error_state WHERE is_current = 1")
            .add("AND label IN (" + places(labels.size()) + ")", labels.toArray())
            .add("ORDER BY since_nanos DESC, group_id LIMIT ?", limit)
            .rows(connection, JdbcErrorStates::state));
  }

  @Override
  public List<ErrorGroupState> history(String groupId) {
    return database.read(connection ->
        new Sql("SELECT * FROM error_state WHERE group_id = ? ORDER BY revision", groupId)
            .rows(connection, JdbcErrorStates::state));
  }

  private static String places(int count) {
    return String.join(", ", Collections.nCopies(count, "?"));
  }

  private static ErrorGroupState state(ResultSet row) throws SQLException {
    StateColumns state =
        new StateColumns(
            row.getString("label"),
            row.getString("in_version"),
            row.getString("until_kind"),
            Sql.findLong(row, "until_value"));
    return new ErrorGroupState(
        row.getString("group_id"),
        row.getLong("revision"),
        state.state(),
        row.getString("assignee"),
        row.getLong("since_nanos"),
        JdbcAuditLog.actor(row),
        row.getString("note"));
  }
}
