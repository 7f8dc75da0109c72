package io.midwatch.storage.control;

import io.midwatch.storage.contract.control.Actor;
import io.midwatch.storage.contract.control.Deploy;
import io.midwatch.storage.contract.control.Deploys;
import io.midwatch.storage.contract.query.TimeRange;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Deploys in the database. */
final class JdbcDeploys implements Deploys {
  private final ControlDatabase database;
  private final JdbcAuditLog audit;

  JdbcDeploys(ControlDatabase database, JdbcAuditLog audit) {
    this.database = database;
    this.audit = audit;
  }

  @Override
  public boolean remember(Deploy deploy, Actor actor, long atUnixNano) {
    return database.change(connection -> {
      int inserted =
          new Sql(
                  "INSERT INTO deploy VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
                  deploy.id(),
                  deploy.service(),
                  deploy.environment(),
                  deploy.version(),
                  deploy.startTimeUnixNano(),
                  deploy.origin().name())
              .update(connection);
      if (inserted == 0) {
        return false;
      }
      for (Map.Entry<String, String> detail : deploy.details().entrySet()) {
        new Sql(
                "INSERT INTO deploy_detail VALUES (?, ?, ?)",
                deploy.id(),
                detail.getKey(),
                detail.getValue())
            .update(connection);
      }
      audit.change(
          connection,
          atUnixNano,
          actor,
          "deploy.announce",
          "deploy/" + deploy.id(),
          Map.of("service", deploy.service(), "version", deploy.version()));
      return true;
    });
  }

  @Override
  public Optional<Deploy> deploy(String id) {
    return found(new Sql("SELECT * FROM deploy WHERE id = ?", id)).stream().findFirst();
  }

  @Override
  public List<Deploy> deploys(
      TimeRange range, @Nullable String service, @Nullable String environment) {
    return found(
        new Sql(
                "SELECT * FROM deploy WHERE start_nanos >= ? AND start_nanos < ?",
                range.fromUnixNano(),
                range.toUnixNano())
            .addIf(service, "AND service = ?")
            .addIf(environment, "AND environment = ?")
            .add("ORDER BY start_nanos DESC, id"));
  }

  @Override
  public Optional<Deploy> liveAt(String service, String environment, long unixNano) {
    return found(
            new Sql(
                "SELECT * FROM deploy WHERE service = ? AND environment = ? AND start_nanos <= ?"
                    + " ORDER BY start_nanos DESC, id LIMIT 1",
                service,
                environment,
                unixNano))
        .stream()
        .findFirst();
  }

  private List<Deploy> found(Sql sql) {
    return database.read(connection -> {
      List<Deploy> deploys = new ArrayList<>();
      for (Deploy bare : sql.rows(connection, JdbcDeploys::bare)) {
        deploys.add(
            new Deploy(
                bare.id(),
                bare.service(),
                bare.environment(),
                bare.version(),
                bare.startTimeUnixNano(),
                bare.origin(),
                details(connection, bare.id())));
      }
      return deploys;
    });
  }

  private static Map<String, String> details(Connection connection, String id) throws SQLException {
    Map<String, String> details = new HashMap<>();
    new Sql("SELECT name, value FROM deploy_detail WHERE deploy_id = ?", id)
        .rows(connection, row -> details.put(row.getString("name"), row.getString("value")));
    return details;
  }

  private static Deploy bare(ResultSet row) throws SQLException {
    return new Deploy(
        row.getString("id"),
        row.getString("service"),
        row.getString("environment"),
        row.getString("version"),
        row.getLong("start_nanos"),
        Deploy.Origin.valueOf(row.getString("origin")),
        Map.of());
  }
}
