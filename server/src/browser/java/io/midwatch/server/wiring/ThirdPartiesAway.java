package io.midwatch.server.wiring;

import io.midwatch.query.operations.ThirdPartiesService;
import io.midwatch.storage.contract.StoreOverloadedException;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.rollup.RollupTable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Lets a server read third parties from its store, or get no answer in time. */
public final class ThirdPartiesAway implements BeanPostProcessor {
  /** What the store says while it is away. */
  public static final String LATE = "no answer in time";

  private final AtomicBoolean away = new AtomicBoolean();
  private final AtomicReference<RollupReader> store = new AtomicReference<>();

  /** From now on. */
  public void setAway(boolean away) {
    this.away.set(away);
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    if (bean instanceof StorePorts ports) {
      store.set(ports.rollups());
    }
    return bean instanceof ThirdPartiesService ? new ThirdPartiesService(reader()) : bean;
  }

  private RollupReader reader() {
    RollupReader rollups = store.get();
    return new RollupReader() {
      @Override
      public List<RollupTable> rollupTables() {
        return rollups.rollupTables();
      }

      @Override
      public RollupAnswer readRollup(RollupQuery query) {
        if (away.get()) {
          throw new StoreOverloadedException(LATE, Duration.ofSeconds(1));
        }
        return rollups.readRollup(query);
      }
    };
  }
}
