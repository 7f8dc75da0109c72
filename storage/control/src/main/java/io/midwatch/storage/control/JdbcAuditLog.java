package io.midwatch.storage.control;

import io.midwatch.model.Bytes;
import io.midwatch.storage.contract.control.Actor;
import io.midwatch.storage.contract.control.AuditEntry;
import io.midwatch.storage.contract.control.AuditLog;
import io.midwatch.storage.contract.control.AuditQuery;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The audit log in the database; entries are never changed and never removed. */
final class JdbcAuditLog implements AuditLog {
  private static final HexFormat HEX = HexFormat.of();
  private static final int CHECKED_AT_ONCE = 1_000;

  private final ControlDatabase database;

  /** An entry without its details. */
  private record Head(AuditEntry entry) {}

  JdbcAuditLog(ControlDatabase database) {
    this.database = database;
  }

  @Override
  public AuditEntry append(
      long timeUnixNano, Actor actor, String action, String target, Map<String, String> details) {
    return database.change(
        connection -> add(connection, timeUnixNano, actor, action, target, details));
  }

  /** Adds an entry to a change when the actor is one whose changes are kept here. */
  void change(
      Connection connection,
      long timeUnixNano,
      Actor actor,
      String action,
      String target,
      Map<String, String> details)
      throws SQLException {
    if (actor.audited()) {
      add(connection, timeUnixNano, actor, action, target, details);
    }
  }

  private static AuditEntry add(
      Connection connection,
      long timeUnixNano,
      Actor actor,
      String action,
      String target,
      Map<String, String> details)
      throws SQLException {
    List<Head> last =
        new Sql("SELECT * FROM audit_entry ORDER BY sequence DESC LIMIT 1")
            .rows(connection, JdbcAuditLog::head);
    long sequence = last.isEmpty() ? 0 : last.getFirst().entry.sequence();
    Bytes hash = last.isEmpty() ? AuditEntry.NO_HASH : last.getFirst().entry.hash();
    AuditEntry entry =
        AuditEntry.following(sequence, hash, timeUnixNano, actor, action, target, details);
    new Sql(
            "INSERT INTO audit_entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            entry.sequence(),
            entry.timeUnixNano(),
            actor.kind().name(),
            actor.name(),
            actor.address(),
            action,
            target,
            HEX.formatHex(entry.previousHash().toArray()),
            HEX.formatHex(entry.hash().toArray()))
        .update(connection);
    for (Map.Entry<String, String> detail : entry.details().entrySet()) {
      new Sql(
              "INSERT INTO audit_detail VALUES (?, ?, ?)",
              entry.sequence(),
              detail.getKey(),
              detail.getValue())
          .update(connection);
    }
    return entry;
  }

  @Override
  public List<AuditEntry> entries(AuditQuery query) {
    Sql sql =
        new Sql(
                "SELECT * FROM audit_entry WHERE time_nanos >= ? AND time_nanos < ?",
                query.range().fromUnixNano(),
                query.range().toUnixNano())
            .addIf(query.actor(), "AND actor_name = ?")
            .addIf(query.target(), "AND target = ?")
            .addIf(query.before(), "AND sequence < ?");
    String action = query.action();
    if (action != null && action.endsWith(".")) {
      sql.add("AND substr(action, 1, ?) = ?", action.length(), action);
    } else {
      sql.addIf(action, "AND action = ?");
    }
    sql.add("ORDER BY sequence DESC LIMIT ?", query.limit());
    return database.read(
        connection -> withDetails(connection, sql.rows(connection, JdbcAuditLog::head)));
  }

  @Override
  public OptionalLong firstBroken() {
    return database.read(connection -> {
      AuditEntry before = null;
      while (true) {
        long after = before == null ? Long.MIN_VALUE : before.sequence();
        List<AuditEntry> next =
            withDetails(
                connection,
                new Sql(
                        "SELECT * FROM audit_entry WHERE sequence > ? ORDER BY sequence LIMIT ?",
                        after,
                        CHECKED_AT_ONCE)
                    .rows(connection, JdbcAuditLog::head));
        if (next.isEmpty()) {
          return OptionalLong.empty();
        }
        for (AuditEntry entry : next) {
          boolean follows =
              before == null
                  || (entry.sequence() == before.sequence() + 1
                      && entry.previousHash().equals(before.hash()));
          if (!follows || !entry.intact()) {
            return OptionalLong.of(entry.sequence());
          }
          before = entry;
        }
      }
    });
  }

  private static List<AuditEntry> withDetails(Connection connection, List<Head> heads)
      throws SQLException {
    List<AuditEntry> entries = new ArrayList<>(heads.size());
    for (Head head : heads) {
      AuditEntry bare = head.entry;
      TreeMap<String, String> details = new TreeMap<>();
      new Sql("SELECT name, value FROM audit_detail WHERE sequence = ?", bare.sequence())
          .rows(connection, row -> details.put(row.getString("name"), row.getString("value")));
      entries.add(
          new AuditEntry(
              bare.sequence(),
              bare.timeUnixNano(),
              bare.actor(),
              bare.action(),
              bare.target(),
              details,
              bare.previousHash(),
              bare.hash()));
    }
    return entries;
  }

  private static Head head(ResultSet row) throws SQLException {
    return new Head(
        new AuditEntry(
            row.getLong("sequence"),
            row.getLong("time_nanos"),
            actor(row),
            row.getString("action"),
            row.getString("target"),
            new TreeMap<>(),
            Bytes.copyOf(HEX.parseHex(row.getString("previous_hash"))),
            Bytes.copyOf(HEX.parseHex(row.getString("hash")))));
  }

  /** The actor of a row with actor_kind, actor_name and actor_address. */
  static Actor actor(ResultSet row) throws SQLException {
    return new Actor(
        Actor.Kind.valueOf(row.getString("actor_kind")),
        row.getString("actor_name"),
        row.getString("actor_address"));
  }
}
