package io.midwatch.storage.control;

import io.midwatch.storage.contract.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The database of the control state: one SQLite file, one connection, one user of it at a time. A
 * change is on the disk when its call returns. Thread-safe.
 */
final class ControlDatabase implements AutoCloseable {
  private static final Migration[] MIGRATIONS = {
    new Migration(1, "errors, deploys, audit", "001-errors-deploys-audit.sql")
  };
  private static final int BUSY_MILLIS = 5_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Connection connection;

  /** Something done with the connection. */
  interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  private ControlDatabase(Connection connection) {
    this.connection = connection;
  }

  /**
   * Opens the file, makes it when there is none, and brings its schema up to date.
   *
   * @throws StoreException when it cannot be opened, or was written by a newer version
   */
  static ControlDatabase open(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      DataSource source = source(file);
      Flyway.configure()
          .dataSource(source)
          .locations(new String[0])
          .javaMigrations(MIGRATIONS)
          .load()
          .migrate();
      return new ControlDatabase(source.getConnection());
    } catch (IOException | SQLException | FlywayException e) {
      throw new StoreException("the control state " + file + " cannot be opened", e);
    }
  }

  /** Its log is flushed with each change: a change that was answered survives a crash. */
  private static DataSource source(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_MILLIS);
    config.enforceForeignKeys(true);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  /** Reads; what it sees is of one moment. */
  <T> T read(Work<T> work) {
    return change(work);
  }

  /**
   * Does all of the work or, when it throws, nothing.
   *
   * @throws StoreException when the database fails
   */
  <T> T change(Work<T> work) {
    lock.lock();
    try {
      connection.setAutoCommit(false);
      T done = work.run(connection);
      connection.commit();
      return done;
    } catch (SQLException | RuntimeException e) {
      rollback(e);
      throw e instanceof RuntimeException known
          ? known
          : new StoreException("the control state could not be read or changed", e);
    } finally {
      lock.unlock();
    }
  }

  private void rollback(Exception why) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      why.addSuppressed(e);
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      connection.close();
    } catch (SQLException e) {
      throw new StoreException("the control state did not close", e);
    } finally {
      lock.unlock();
    }
  }
}
