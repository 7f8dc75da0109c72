package io.midwatch.storage.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Statement;
import java.util.zip.CRC32;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * One step of the schema, an SQL script beside this class. Named here one by one, because the
 * library would look for scripts in folders, which a program in one nested archive does not have.
 *
 * <pre>
 * 1  errors, deploys, audit  001-errors-deploys-audit.sql
 * </pre>
 */
record Migration(int number, String title, String script) implements JavaMigration {

  @Override
  public MigrationVersion getVersion() {
    return MigrationVersion.fromVersion(Integer.toString(number));
  }

  @Override
  public String getDescription() {
    return title;
  }

  @Override
  public Integer getChecksum() {
    CRC32 checksum = new CRC32();
    checksum.update(sql().getBytes(StandardCharsets.UTF_8));
    return (int) checksum.getValue();
  }

  @Override
  public boolean canExecuteInTransaction() {
    return true;
  }

  @Override
  public void migrate(Context context) throws Exception {
    try (Statement statement = context.getConnection().createStatement()) {
      for (String part : sql().split(";")) {
        if (!part.isBlank()) {
          statement.execute(part);
        }
      }
    }
  }

  private String sql() {
    try (InputStream in = Migration.class.getResourceAsStream(script)) {
      if (in == null) {
        throw new IllegalStateException("the script " + script + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + script, e);
    }
  }
}
