package io.midwatch.demo.shop;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes the size of a running connection pool, as a new setting of operations would. */
final class ResizablePool {
  private static final Logger log = LoggerFactory.getLogger(ResizablePool.class);
  private final HikariDataSource dataSource;

  ResizablePool(HikariDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Obeys {@code pool N}. */
  void command(String line) {
    String[] words = line.split(" ");
    if (words.length != 2 || !words[0].equals("pool")) {
      throw new IllegalArgumentException("expected 'pool N'");
    }
    resize(Integer.parseInt(words[1]));
  }

  private void resize(int size) {
    HikariConfigMXBean settings = dataSource.getHikariConfigMXBean();
    settings.setMinimumIdle(Math.min(settings.getMinimumIdle(), size));
    settings.setMaximumPoolSize(size);
    settings.setMinimumIdle(size);
    dataSource.getHikariPoolMXBean().softEvictConnections();
    log.info("Connection pool resized to {}", size);
  }
}
